#pragma once

#include "proto_server/mime/content_type.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mime {

/// Where a part stands in the octets of its message, RFC 2045 §2.
struct Part {
    enum class Kind : std::uint8_t {
        leaf,
        multipart,
        /// message/rfc822, or message/global where it is asked for; its one
        /// child is the message's root
        message,
        lump, ///< nested beyond `limits::depth`; nothing in it is looked at
    };
    Kind kind = Kind::leaf;
    ContentType type;
    std::string_view header; ///< with the empty line that ends it
    std::string_view body;   ///< without the line end before a boundary
    std::uint32_t lines = 0; ///< line ends in `body`
    std::vector<std::size_t> children; ///< where they stand in the tree
};

/// All parts, each before its children; the message itself is the first.
using Tree = std::vector<Part>;

/// Finds the parts in one pass, without recursion. Any octets are a message.
/// The views live as long as `octets`. With `global`, message/global is a
/// message as message/rfc822 is.
Tree find_parts(std::string_view octets, bool global = false);

/// The header that `octets` begin with, and the empty line that ends it.
std::string_view find_header(std::string_view octets);

} // namespace mime
