#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mime {

/// What a client may ask of a message, RFC 3501 §6.4.5:
/// `4.2.HEADER.FIELDS (From To)`.
struct Section {
    enum class Text : std::uint8_t {
        whole, ///< the message; behind a part's number, the part's body
        header,
        header_fields,
        header_fields_not,
        text,
        mime,
    };
    std::vector<std::uint32_t> part{}; ///< {4, 2}; empty: the message itself
    Text text = Text::whole;
    std::vector<std::string> fields{}; ///< names, in any case
};

/// `<offset.count>`, in octets.
struct Partial {
    std::uint64_t offset = 0;
    std::uint64_t count = ~std::uint64_t{0};
};

} // namespace mime
