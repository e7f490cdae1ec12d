#pragma once

#include "common/framing/part.hpp"

#include <string_view>
#include <vector>

namespace toy {

using framing::Part;

/// Returns the parts of a command, in order; none of a line that is no command.
std::vector<Part> command_parts(std::string_view line);

/// Returns the parts of a server's line, in order; none of a line that a server
/// must not send.
std::vector<Part> server_line_parts(std::string_view line);

} // namespace toy
