#pragma once

#include <cstddef>
#include <string>

namespace toy {

/// Where a line stopped being understood, and what would have been.
struct SyntaxError {
    std::size_t offset; ///< in octets from the start of the line
    std::string what;   ///< a sentence for the peer: the cause and the cure
};

} // namespace toy
