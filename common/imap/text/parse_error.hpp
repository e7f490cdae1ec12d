#pragma once

#include <cstddef>
#include <string>

namespace imap {

/// Where a text stopped being understood, and what would have been.
struct ParseError {
    std::string tag;    ///< of the request; "*" where even that is unknown
    std::size_t offset; ///< in octets from the start of the text
    std::string what;   ///< "expected a sequence set at octet 9"
};

} // namespace imap
