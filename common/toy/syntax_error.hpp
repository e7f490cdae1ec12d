#pragma once

#include <cstddef>
#include <string>

namespace toy {

/// Why a line cannot be understood.
struct SyntaxError {
    std::size_t offset; ///< of the first wrong octet; the line begins at 0
    std::string what;   ///< a sentence for the peer: the cause and the cure
};

} // namespace toy
