#include "tutorial/kit/book/conversation_text.hpp"

#include "common/transcript/draw/diagram.hpp"
#include "common/transcript/draw/draw_svg.hpp"
#include "common/transcript/escape.hpp"
#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/book/html.hpp"
#include "tutorial/kit/conversation/octets.hpp"

namespace kit::book {

namespace {

using transcript::Diagram;
using Kind = Diagram::Row::Kind;

constexpr std::size_t drawing_columns = 49; ///< as they fit a telephone

/// Returns `C2: ` for a row of the second client; `C: ` if there is only one.
std::string speaker(const Diagram& diagram, const Diagram::Row& row) {
    if (row.kind == Kind::note) return "";
    const auto number = diagram.clients.size() == 1
                            ? ""
                            : std::to_string(diagram.clients[row.client]);
    return (row.kind == Kind::command ? "C" : "S") + number + ": ";
}

/// Returns what was said, with the name of each part below it.
std::string named(const SaidRow& row) {
    std::string marked;
    std::size_t at = 0;
    const auto text = [&](std::size_t begin, std::size_t end) {
        return html(transcript::for_picture(transcript::escape_before_more(
            std::string_view(row.octets).substr(begin, end - begin))));
    };
    for (const auto& [begin, end, name] : row.parts) {
        marked += text(at, begin) + "<span class=\"part\">" + text(begin, end) +
                  "<small>" + html(name) + "</small></span>";
        at = end;
    }
    return marked + text(at, row.octets.size());
}

std::string_view mark_of(const std::string& line) {
    const auto colon = line.find(": ");
    if (line.starts_with('#')) return "i";
    if (line.starts_with('!') || line.starts_with('@')) return "em";
    if (colon == std::string::npos) return "";
    if (line.starts_with('C')) return "b";
    return line.compare(colon + 2, 1, "*") == 0 ? "strong" : "";
}

} // namespace

std::string drawing(const transcript::Transcript& transcript) {
    return draw_svg(diagram(transcript), drawing_columns,
                    transcript::SvgStyle::of_page);
}

std::string rows(const transcript::Transcript& transcript) {
    const auto picture = diagram(transcript);
    const auto said = said_rows(transcript);
    std::string list = "<ol class=\"rows\">\n";
    for (std::size_t i = 0; i < picture.rows.size(); ++i) {
        const auto& row = picture.rows[i];
        list += "<li>" + speaker(picture, row) +
                (said[i].parts.empty() ? html(row.text) : named(said[i])) +
                "</li>\n";
    }
    return list + "</ol>\n";
}

std::string wire_text(const std::string& text) {
    std::string marked;
    for (const auto& line : pages::split_lines(text)) {
        const std::string mark(mark_of(line));
        marked += mark.empty()
                      ? html(line)
                      : '<' + mark + '>' + html(line) + "</" + mark + '>';
        marked += '\n';
    }
    return marked;
}

} // namespace kit::book
