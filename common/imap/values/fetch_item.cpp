#include "common/imap/values/fetch_item.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <array>

namespace imap {

namespace {

using Kind = FetchItem::Kind;

struct Row {
    Kind kind;
    std::string_view word;
};
constexpr std::array<Row, 13> rows{{{Kind::envelope, "ENVELOPE"},
                                    {Kind::flags, "FLAGS"},
                                    {Kind::internal_date, "INTERNALDATE"},
                                    {Kind::rfc822, "RFC822"},
                                    {Kind::rfc822_header, "RFC822.HEADER"},
                                    {Kind::rfc822_text, "RFC822.TEXT"},
                                    {Kind::rfc822_size, "RFC822.SIZE"},
                                    {Kind::body, "BODY"},
                                    {Kind::body_structure, "BODYSTRUCTURE"},
                                    {Kind::uid, "UID"},
                                    {Kind::section, "BODY"},
                                    {Kind::binary, "BINARY"},
                                    {Kind::binary_size, "BINARY.SIZE"}}};

constexpr std::string_view a_fetch_item =
    "a FETCH item such as FLAGS or BODY.PEEK[]";

std::vector<FetchItem> items(std::initializer_list<Kind> kinds) {
    std::vector<FetchItem> all;
    for (const auto kind : kinds) all.push_back(FetchItem{kind});
    return all;
}

/// Returns the items that ALL, FULL or FAST stands for (RFC 3501 §6.4.5).
std::vector<FetchItem> macro(std::string_view word) {
    using enum FetchItem::Kind;
    if (word == "FAST") return items({flags, internal_date, rfc822_size});
    if (word == "ALL")
        return items({flags, internal_date, rfc822_size, envelope});
    if (word == "FULL")
        return items({flags, internal_date, rfc822_size, envelope, body});
    return {};
}

/// partial = "<" number64 "." nz-number64 ">"   RFC 9051 §9
std::optional<Partial> read_partial(Cursor& in) {
    if (!in.eat('<')) return std::nullopt;
    const auto offset = in.number64("an offset in octets");
    in.expect('.');
    const auto count = in.nz_number64("a number of octets");
    in.expect('>');
    return Partial{offset, count};
}

/// Reads the rest of a fetch-att after its first word.
FetchItem finish_item(Cursor& in, std::string word, std::size_t start) {
    FetchItem item{Kind::section};
    const bool bracket = in.peek() == '[';
    if (bracket && word.ends_with(".PEEK")) {
        item.peek = true;
        word.resize(word.size() - 5);
    }
    bool known = false;
    for (const auto& one : rows) {
        const bool takes_bracket = one.kind >= Kind::section;
        if (one.word != word || takes_bracket != bracket) continue;
        item.kind = one.kind;
        known = true;
    }
    if (item.peek && item.kind == Kind::binary_size) known = false;
    if (!known) in.fail_at(start, a_fetch_item);
    if (!bracket || !in.ok()) return item;

    const auto section_at = in.offset();
    item.section = read_section(in);
    if (item.kind == Kind::section || item.kind == Kind::binary)
        item.partial = read_partial(in);
    if (item.kind != Kind::section && item.section.text != Section::Text::all)
        in.fail_at(section_at, "numbers alone, as in BINARY[1.2]");
    return item;
}

} // namespace

std::string_view name(FetchItem::Kind kind) {
    for (const auto& one : rows)
        if (one.kind == kind) return one.word;
    return {};
}

std::vector<FetchItem> read_fetch_items(Cursor& in) {
    const bool list = in.eat('(');
    std::vector<FetchItem> all;
    do {
        const auto start = in.offset();
        const auto word = in.word(a_fetch_item);
        if (!list && in.peek() != '[') all = macro(word);
        if (!all.empty() && !list) return all;
        all.push_back(finish_item(in, word, start));
        in.allow(all.size(), limits::list, "FETCH items");
    } while (list && in.eat(' '));
    if (list && !in.eat(')')) in.fail("a space or )");
    return all;
}

void write(Writer& out, const FetchItem& item) {
    out << name(item.kind) << (item.peek ? ".PEEK" : "");
    if (item.kind < Kind::section) return;
    write(out, item.section);
    if (item.partial)
        out << '<' << item.partial->offset << '.' << item.partial->count << '>';
}

void write(Writer& out, const std::vector<FetchItem>& items) {
    if (items.size() == 1) return write(out, items.front());
    auto list = out.list();
    for (const auto& item : items) write(list.next(), item);
}

} // namespace imap
