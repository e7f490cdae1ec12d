#pragma once

namespace kit::commands {

/// Shows how far the student is. Returns an exit code.
int status();

} // namespace kit::commands
