#include "common/imap/limits.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"
#include "common/imap/values/fetch_item.hpp"

namespace imap {

namespace {

using Text = Section::Text;

constexpr std::string_view a_section =
    "a section such as 1.2, HEADER, HEADER.FIELDS (DATE), TEXT or MIME";

/// header-list = "(" header-fld-name *(SP header-fld-name) ")"
std::vector<std::string> read_header_list(Cursor& in) {
    std::vector<std::string> fields;
    in.expect('(');
    do {
        fields.push_back(in.astring("the name of a header field"));
        in.allow(fields.size(), limits::list, "header fields");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return fields;
}

void read_text(Cursor& in, Section& section) {
    const auto start = in.offset();
    const auto word = in.word(a_section);
    if (word == "HEADER") {
        section.text = Text::header;
    } else if (word == "TEXT") {
        section.text = Text::text;
    } else if (word == "MIME" && !section.part.empty()) {
        section.text = Text::mime;
    } else if (word == "HEADER.FIELDS" || word == "HEADER.FIELDS.NOT") {
        section.text = word.ends_with("NOT") ? Text::header_fields_not
                                             : Text::header_fields;
        in.space();
        section.fields = read_header_list(in);
    } else {
        in.fail_at(start, a_section);
    }
}

std::string_view word_of(Text text) {
    switch (text) {
    case Text::all:
        return "";
    case Text::header:
        return "HEADER";
    case Text::header_fields:
        return "HEADER.FIELDS ";
    case Text::header_fields_not:
        return "HEADER.FIELDS.NOT ";
    case Text::text:
        return "TEXT";
    case Text::mime:
        return "MIME";
    }
    return {};
}

} // namespace

Section read_section(Cursor& in) {
    Section section;
    in.expect('[');
    if (in.eat(']')) return section;
    bool more = true;
    while (more && is_digit(in.peek())) {
        section.part.push_back(in.nz_number(a_section));
        in.allow(section.part.size(), limits::part_depth, "numbers of a part");
        more = in.eat('.');
    }
    if (more) read_text(in, section);
    in.expect(']');
    return section;
}

void write(Writer& out, const Section& section) {
    out << '[';
    bool first = true;
    for (const auto number : section.part) {
        if (!first) out << '.';
        first = false;
        out << number;
    }
    if (!first && section.text != Text::all) out << '.';
    out << word_of(section.text);
    if (section.text == Text::header_fields ||
        section.text == Text::header_fields_not) {
        auto list = out.list();
        for (const auto& field : section.fields) list.next().astring(field);
    }
    out << ']';
}

} // namespace imap
