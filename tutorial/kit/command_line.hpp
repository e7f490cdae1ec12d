#pragma once

#include <functional>

namespace kit {

/// Reads the command line and returns the subcommand that it asks for, with
/// its options. The subcommand returns an exit code, and throws
/// std::runtime_error with a sentence that names the cause.
///
/// Help and mistakes are printed here; the subcommand then only returns the
/// code.
std::function<int()> read_command_line(int argc, const char* const* argv);

} // namespace kit
