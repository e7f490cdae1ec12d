#pragma once

#include <string>

namespace kit::lint {

/// Returns the command that runs a .py file and starts it fast: without the
/// packages that are installed (-S -E), and with the real interpreter where
/// `python3` is a script that looks for it.
std::string fast_python();

} // namespace kit::lint
