// Reads the data of a FETCH response: msg-att, RFC 3501 §9.
#include "common/imap/limits.hpp"
#include "common/imap/responses/read_response.hpp"
#include "common/imap/text/cursor.hpp"

namespace imap {

namespace {

/// Reads what follows `BODY`, `BINARY` or `RFC822…`:
///     [section ["<" number ">"]] SP nstring
Content read_content(Cursor& in, FetchItem::Kind kind) {
    Content content;
    content.kind = kind;
    if (in.peek() == '[') content.section = read_section(in);
    if (in.eat('<')) {
        content.origin = in.number64("an offset in octets");
        in.expect('>');
    }
    in.space();
    content.octets = in.nstring("a string or NIL");
    return content;
}

std::optional<FetchItem::Kind> content_kind(std::string_view word) {
    using enum FetchItem::Kind;
    for (const auto kind :
         {rfc822, rfc822_header, rfc822_text, section, binary})
        if (word == name(kind)) return kind;
    return std::nullopt;
}

BinarySize read_binary_size(Cursor& in) {
    BinarySize size;
    size.part = read_section(in).part;
    in.space();
    size.octets = in.number64("a number of octets");
    return size;
}

void read_value(Cursor& in, FetchData& data) {
    const auto word = in.word("a FETCH item");
    const auto kind = content_kind(word);
    if (kind && (*kind < FetchItem::Kind::section || in.peek() == '[')) {
        data.values.emplace_back(read_content(in, *kind));
        return;
    }
    if (word == "BINARY.SIZE") {
        data.values.emplace_back(read_binary_size(in));
        return;
    }
    in.space();
    if (word == "FLAGS")
        data.values.emplace_back(read_flag_list(in, FlagsFrom::server));
    else if (word == "UID")
        data.values.emplace_back(Uid{in.nz_number("a UID")});
    else if (word == "INTERNALDATE")
        data.values.emplace_back(read_date_time(in));
    else if (word == "RFC822.SIZE")
        data.values.emplace_back(Size{in.number64("a number of octets")});
    else if (word == "ENVELOPE")
        data.values.emplace_back(read_envelope(in));
    else if (word == "BODY")
        data.values.emplace_back(Body{BodyForm::basic, read_body(in)});
    else if (word == "BODYSTRUCTURE")
        data.values.emplace_back(Body{BodyForm::extended, read_body(in)});
    else
        in.skip_value(); // MODSEQ, or an item of another extension
}

} // namespace

// [fetch-data]
Response read_fetch_data(Cursor& in, std::uint32_t number) {
    FetchData data;
    data.number = number;
    in.space();
    in.expect('(');
    if (in.eat(')')) return data;
    do {
        read_value(in, data);
        in.allow(data.values.size(), limits::list, "FETCH items");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return data;
}
// [/fetch-data]

} // namespace imap
