#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// What stands between the brackets of `BODY[1.2.HEADER.FIELDS (DATE)]`.
struct Section {
    enum class Text : std::uint8_t {
        all,               ///< the whole part, or message
        header,            ///< HEADER
        header_fields,     ///< HEADER.FIELDS
        header_fields_not, ///< HEADER.FIELDS.NOT
        text,              ///< TEXT
        mime,              ///< MIME
    };
    std::vector<std::uint32_t> part; ///< 1.2; empty is the message itself
    Text text = Text::all;
    std::vector<std::string> fields; ///< of header_fields and …_not
    bool operator==(const Section&) const = default;
};

/// `<0.100>`: the octets from `offset`, at most `count` of them.
struct Partial {
    std::uint64_t offset, count;
    bool operator==(const Partial&) const = default;
};

/// What a FETCH asks for. `BODY` alone is `body`; `BODY[…]` is `section`.
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
    Section section;                ///< of section, binary and binary_size
    std::optional<Partial> partial; ///< of section and binary
    bool operator==(const FetchItem&) const = default;
};

/// section = "[" [section-spec] "]"   RFC 3501 §9
Section read_section(Cursor& in);
void write(Writer& out, const Section& section);

///     "ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"
///                                                   RFC 3501 §6.4.5 and §9
/// A macro is read as the items it stands for.
std::vector<FetchItem> read_fetch_items(Cursor& in);
void write(Writer& out, const std::vector<FetchItem>& items);

/// `BODY.PEEK[TEXT]<0.100>`
void write(Writer& out, const FetchItem& item);

/// RFC 3501 §9, the words of fetch-att that stand alone: `RFC822.SIZE`; for
/// section, binary and binary_size the word before the bracket.
std::string_view name(FetchItem::Kind kind);

} // namespace imap
