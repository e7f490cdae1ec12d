#pragma once

namespace commands {

/// Shows how far the student is. Returns an exit code.
int status();

} // namespace commands
