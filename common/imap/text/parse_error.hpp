#pragma once

#include <cstddef>
#include <string>

namespace imap {

/// Why a request or a response cannot be understood.
struct ParseError {
    std::string tag;    ///< of the request; "*" if it cannot be read
    std::size_t offset; ///< of the first wrong octet; the text begins at 0
    std::string what;   ///< "expected a sequence set at octet 9"
};

} // namespace imap
