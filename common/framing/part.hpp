#pragma once

#include <cstddef>
#include <string>

namespace framing {

/// A part of what was said, with the name that its grammar has for it: "a tag",
/// "a number of messages".
struct Part {
    std::size_t begin, end; ///< offsets; `end` is behind its last octet
    std::string name;
    bool operator==(const Part&) const = default;
};

} // namespace framing
