#pragma once

#include <string>

namespace lint {

/// The command that runs a .py file, and starts it fast: without what was
/// installed (-S -E), and straight away, where the `python3` that is found is a
/// script that looks for the real one first.
std::string fast_python();

} // namespace lint
