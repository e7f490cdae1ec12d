#include "common/transcript/draw/draw_svg.hpp"

#include "common/transcript/draw/svg_style.hpp"
#include "common/transcript/draw/wrap.hpp"
#include "common/transcript/draw/xml.hpp"

#include <algorithm>

namespace transcript {

namespace {

using Kind = Diagram::Row::Kind;

// In units of the picture; 49 columns make 390.
constexpr std::size_t column_tenths = 72;
constexpr std::size_t margin = 18;
constexpr std::size_t line_height = 16;
constexpr std::size_t gap = 12;
constexpr std::size_t apart = 26; ///< between two clients
constexpr std::size_t least = 20;

std::string_view name(Kind kind) {
    switch (kind) {
    case Kind::command:
        return "command";
    case Kind::reply:
        return "reply";
    case Kind::event:
        return "event";
    case Kind::go_ahead:
        return "go-ahead";
    case Kind::note:
        return "note";
    }
    return {};
}

/// ` x="18"`
std::string number(std::string_view attribute, std::size_t value) {
    return ' ' + std::string(attribute) + "=\"" + std::to_string(value) + '"';
}

std::string text_at(std::size_t x, std::size_t y, std::string_view anchor,
                    std::string_view text, std::string_view more = "") {
    return "<text" + number("x", x) + number("y", y) + " text-anchor=\"" +
           std::string(anchor) + '"' + std::string(more) + '>' + xml(text) +
           "</text>\n";
}

/// Draws from top to bottom, and keeps the height that is used.
class SvgDrawing {
public:
    SvgDrawing(const Diagram& diagram, std::size_t columns)
        : diagram_(diagram), columns_(columns),
          width_((columns * column_tenths + 5) / 10 + 2 * margin) {}

    std::string draw(SvgStyle style);

private:
    void draw_head();
    void draw_row(const Diagram::Row& row);
    void draw_note(const Diagram::Row& row);
    std::string lifelines(std::size_t top) const;
    std::size_t client(std::size_t index) const {
        return margin - 4 + index * apart;
    }
    std::size_t server() const { return width_ - margin + 4; }

    const Diagram& diagram_;
    std::size_t columns_;
    std::size_t width_;
    std::size_t y_ = 0;
    std::string drawn_;
};

std::string SvgDrawing::draw(SvgStyle style) {
    draw_head();
    const auto top = y_ + 6;
    for (const auto& row : diagram_.rows) draw_row(row);
    const auto height = y_ + gap;
    const auto size = std::to_string(width_) + ' ' + std::to_string(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"wire-drawing\" "
           "role=\"img\" width=\"100%\" viewBox=\"0 0 " +
           size + "\">\n<title>" + xml(diagram_.title) + "</title>\n" +
           (style == SvgStyle::own ? "<style>" + std::string(svg_colours) +
                                         svg_rules + "</style>\n"
                                   : "") +
           lifelines(top) + drawn_ + "</svg>\n";
}

void SvgDrawing::draw_head() {
    for (const auto part : wrap(diagram_.title, columns_)) {
        y_ += line_height;
        drawn_ += text_at(margin - 8, y_, "start", part, " class=\"title\"");
    }
    y_ += line_height + gap / 2;
    const auto& clients = diagram_.clients;
    for (std::size_t i = 0; i < clients.size(); ++i)
        drawn_ += clients.size() == 1
                      ? text_at(client(0) - 6, y_, "start", "client")
                      : text_at(client(i), y_, "middle",
                                'C' + std::to_string(clients[i]));
    drawn_ += text_at(server() + 6, y_, "end", "server");
}

std::string SvgDrawing::lifelines(std::size_t top) const {
    std::string lines;
    const auto line = [&](std::size_t x) {
        lines += "<line class=\"life\"" + number("x1", x) + number("y1", top) +
                 number("x2", x) + number("y2", y_ + gap / 2) + "/>\n";
    };
    for (std::size_t i = 0; i < diagram_.clients.size(); ++i) line(client(i));
    line(server());
    return lines;
}

void SvgDrawing::draw_row(const Diagram::Row& row) {
    if (row.kind == Kind::note) return draw_note(row);
    const bool right = row.kind == Kind::command;
    drawn_ += "<g class=\"" + std::string(name(row.kind)) + "\">\n";
    y_ += gap / 2;
    const auto lead = client(row.client) + 8;
    const auto room = (server() - 8 - lead) * 10 / column_tenths;
    for (const auto part : wrap(row.text, std::max(room, least))) {
        y_ += line_height;
        drawn_ += right ? text_at(lead, y_, "start", part)
                        : text_at(server() - 8, y_, "end", part);
    }
    y_ += gap / 2 + 2;
    const auto from = client(row.client);
    const auto tip = right ? server() : from;
    const auto back = right ? tip - 10 : tip + 10;
    drawn_ += "<path class=\"arrow\" d=\"M" +
              std::to_string(right ? from : server()) + ' ' +
              std::to_string(y_) + " H" + std::to_string(back) + "\"/>\n";
    drawn_ += "<path class=\"head\" d=\"M" + std::to_string(tip) + ' ' +
              std::to_string(y_) + " L" + std::to_string(back) + ' ' +
              std::to_string(y_ - 4) + " V" + std::to_string(y_ + 4) +
              " Z\"/>\n</g>\n";
}

void SvgDrawing::draw_note(const Diagram::Row& row) {
    const auto parts = wrap(row.text, columns_ - 4);
    y_ += gap;
    drawn_ += "<g class=\"note\">\n<rect rx=\"4\"" +
              number("x", client(0) + 8) + number("y", y_) +
              number("width", server() - client(0) - 16) +
              number("height", parts.size() * line_height + 6) + "/>\n";
    for (const auto part : parts) {
        y_ += line_height;
        drawn_ += text_at(width_ / 2, y_ - 1, "middle", part);
    }
    y_ += 6;
    drawn_ += "</g>\n";
}

} // namespace

std::string draw_svg(const Diagram& diagram, std::size_t columns,
                     SvgStyle style) {
    return SvgDrawing(diagram, std::max(columns, least)).draw(style);
}

} // namespace transcript
