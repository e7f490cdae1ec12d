#pragma once

#include <functional>

namespace server {

/// Reads the command line and returns the command that it asks for, with its
/// options. The command returns an exit code, and throws std::runtime_error
/// with a sentence that names cause and cure.
///
/// Help and mistakes are printed here; the command then only returns the code.
std::function<int()> read_command_line(int argc, const char* const* argv);

} // namespace server
