#pragma once

#include <cstdint>
#include <string>
#include <vector>

// As in common/imap/fetch_item.hpp, which takes its place here.
namespace mime {

/// What a client may ask of a message, RFC 3501 §6.4.5:
/// `4.2.HEADER.FIELDS (From To)`.
struct Section {
    enum class Text : std::uint8_t {
        all, ///< the message; behind a part's number, the part's body
        header,
        header_fields,
        header_fields_not,
        text,
        mime,
    };
    std::vector<std::uint32_t> part{}; ///< {4, 2}; empty: the message itself
    Text text = Text::all;
    std::vector<std::string> fields{}; ///< names, in any case
};

/// `<offset.count>`, in octets.
struct Partial {
    std::uint64_t offset, count;
};

} // namespace mime
