#pragma once

#include "proto_server/mime/content_type.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mime {

/// A part of a message, as views into its octets, RFC 2045 §2.
struct Part {
    enum class Kind : std::uint8_t {
        leaf,
        multipart,
        /// A message/rfc822, or message/global if that is asked for. Its only
        /// child is the root of that message.
        message,
        lump, ///< nested deeper than `limits::depth`; its parts are not read
    };
    Kind kind = Kind::leaf;
    ContentType type;
    std::string_view header; ///< with the empty line that ends it
    std::string_view body;   ///< without the line end before a boundary
    std::uint32_t lines = 0; ///< line ends in `body`
    std::vector<std::size_t> children; ///< their indexes in the tree
};

/// All parts, each before its children. The message itself is the first.
using Tree = std::vector<Part>;

/// Finds the parts in one pass, without recursion. Any octets are a message.
/// The views are valid as long as `octets`. With `global`, a message/global is
/// a message in a message, like a message/rfc822.
Tree find_parts(std::string_view octets, bool global = false);

/// Returns the header at the start of `octets`, with the empty line that ends
/// it.
std::string_view find_header(std::string_view octets);

} // namespace mime
