#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace toy {

/// A part of a line, with the name that the grammar has for it: "a number".
struct Part {
    std::size_t begin, end; ///< offsets; `end` is behind its last octet
    std::string name;
    bool operator==(const Part&) const = default;
};

/// Returns the parts of a command, in order; none of a line that is no command.
std::vector<Part> command_parts(std::string_view line);

/// Returns the parts of a server's line, in order; none of a line that a server
/// must not send.
std::vector<Part> server_line_parts(std::string_view line);

} // namespace toy
