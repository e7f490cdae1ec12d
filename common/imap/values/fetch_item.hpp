#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// The section in brackets, as in `BODY[1.2.HEADER.FIELDS (DATE)]`.
struct Section {
    enum class Text : std::uint8_t {
        all,               ///< the whole part, or the whole message
        header,            ///< HEADER
        header_fields,     ///< HEADER.FIELDS
        header_fields_not, ///< HEADER.FIELDS.NOT
        text,              ///< TEXT
        mime,              ///< MIME
    };
    std::vector<std::uint32_t> part; ///< 1.2; empty for the message itself
    Text text = Text::all;
    std::vector<std::string> fields; ///< for header_fields and …_not
    bool operator==(const Section&) const = default;
};

/// `<0.100>`: at most `count` octets, from `offset` on.
struct Partial {
    std::uint64_t offset, count;
    bool operator==(const Partial&) const = default;
};

/// One item that a FETCH asks for. `BODY` is `body`; `BODY[…]` is `section`.
struct FetchItem {
    enum class Kind : std::uint8_t {
        envelope,
        flags,
        internal_date,
        rfc822,
        rfc822_header,
        rfc822_text,
        rfc822_size,
        body,
        body_structure,
        uid,
        section,
        binary,      ///< BINARY[…], RFC 9051 §6.4.5
        binary_size, ///< BINARY.SIZE[…]
    };
    Kind kind;
    bool peek = false;              ///< do not set \Seen: BODY.PEEK[…]
    Section section;                ///< for section, binary and binary_size
    std::optional<Partial> partial; ///< for section and binary
    bool operator==(const FetchItem&) const = default;
};

/// section = "[" [section-spec] "]"   RFC 3501 §9
Section read_section(Cursor& in);
void write(Writer& out, const Section& section);

///     "ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"
///                                                   RFC 3501 §6.4.5 and §9
/// A macro is read as the items that it stands for.
std::vector<FetchItem> read_fetch_items(Cursor& in);
void write(Writer& out, const std::vector<FetchItem>& items);

/// `BODY.PEEK[TEXT]<0.100>`
void write(Writer& out, const FetchItem& item);

/// Returns the word of fetch-att (RFC 3501 §9): `RFC822.SIZE`. For section,
/// binary and binary_size it is the word before the bracket.
std::string_view name(FetchItem::Kind kind);

} // namespace imap
