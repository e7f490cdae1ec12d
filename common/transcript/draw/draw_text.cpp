#include "common/transcript/draw/draw_text.hpp"

#include "common/transcript/draw/wrap.hpp"
#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

using Kind = Diagram::Row::Kind;

constexpr std::size_t least = 40;
constexpr std::size_t apart = 4; ///< columns between two clients

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (; count > 0; --count) all += text;
    return all;
}

/// The characters that a line of one kind is drawn with.
struct Stroke {
    std::string_view line;
    std::string_view crossing; ///< of another client's lifeline
    std::string_view tail;     ///< where it leaves the server
};

Stroke stroke(Kind kind) {
    if (kind == Kind::event) return {"═", "╪", "╡"};
    if (kind == Kind::go_ahead) return {"╌", "┼", "┤"};
    return {"─", "┼", "┤"};
}

class TextDrawing {
public:
    TextDrawing(const Diagram& diagram, std::size_t columns)
        : clients_(diagram.clients.size()),
          // From the last client's lifeline to the server's.
          room_(std::max(columns, least + apart * clients_) -
                apart * (clients_ - 1) - 2) {}

    std::string head(const Diagram& diagram) const;
    std::string draw(const Diagram::Row& row) const;

private:
    std::string note(std::string_view text) const;
    std::string lifelines(std::size_t count) const;
    std::string plain(std::string_view text, bool right) const;
    std::string arrow(const Diagram::Row& row, std::string_view text) const;

    std::size_t clients_;
    std::size_t room_;
};

std::string TextDrawing::head(const Diagram& diagram) const {
    std::string names;
    if (clients_ == 1) {
        names = "client";
    } else {
        for (const auto number : diagram.clients) {
            const auto name = 'C' + std::to_string(number);
            names +=
                name + std::string(apart - std::min(apart, name.size()), ' ');
        }
    }
    const auto width = apart * (clients_ - 1) + room_ + 2;
    const std::string_view server = "server";
    const auto used = std::min(columns(names) + server.size(), width);
    return names + std::string(width - used, ' ') + std::string(server) + '\n' +
           plain("", false);
}

/// The lifelines of the first clients.
std::string TextDrawing::lifelines(std::size_t count) const {
    return repeated("│" + std::string(apart - 1, ' '), count);
}

std::string TextDrawing::plain(std::string_view text, bool right) const {
    const std::string blank(room_ - columns(text) - (text.empty() ? 0 : 2),
                            ' ');
    const std::string said = text.empty() ? "" : ' ' + std::string(text) + ' ';
    return lifelines(clients_ - 1) + "│" +
           (right ? blank + said : said + blank) + "│\n";
}

std::string TextDrawing::arrow(const Diagram::Row& row,
                               std::string_view text) const {
    const bool right = row.kind == Kind::command;
    const auto [line, crossing, tail] = stroke(row.kind);
    const bool last = row.client + 1 == clients_;
    std::string drawn = lifelines(row.client);
    drawn += right ? "├" : "│";
    drawn += right ? std::string(line) : "◀";
    for (auto next = row.client + 1; next < clients_; ++next)
        drawn +=
            repeated(line, next == row.client + 1 ? apart - 2 : apart - 1) +
            std::string(crossing);
    // Without the head and, on the last lifeline, the octet behind it.
    const auto used = (last ? 1u : 0u) + (right ? 1u : 0u) +
                      (text.empty() ? 0u : columns(text) + 3);
    const auto rest = repeated(line, room_ - used);
    const auto said = text.empty() ? std::string()
                      : right
                          ? std::string(line) + ' ' + std::string(text) + ' '
                          : ' ' + std::string(text) + ' ' + std::string(line);
    drawn += right ? said + rest + "▶│" : rest + said + std::string(tail);
    return drawn + '\n';
}

/// Draws a note, between the lifelines.
std::string TextDrawing::note(std::string_view text) const {
    std::string drawn;
    for (const auto part : wrap(text, room_ - 6)) {
        const auto left = (room_ - columns(part)) / 2;
        const auto right = room_ - columns(part) - left;
        drawn += lifelines(clients_ - 1) + "│" + std::string(left - 2, ' ') +
                 "( " + std::string(part) + " )" + std::string(right - 2, ' ') +
                 "│\n";
    }
    return drawn;
}

std::string TextDrawing::draw(const Diagram::Row& row) const {
    if (row.kind == Kind::note) return note(row.text);
    const auto parts = wrap(row.text, room_ - 6);
    std::string drawn;
    for (const auto part : parts)
        if (part.data() != parts.back().data())
            drawn += plain(part, row.kind != Kind::command);
    return drawn + arrow(row, parts.back());
}

} // namespace

std::string draw_text(const Diagram& diagram, std::size_t columns) {
    std::string drawn;
    for (const auto part : wrap(diagram.title, std::max(columns, least)))
        drawn += std::string(part) + '\n';
    if (!diagram.title.empty()) drawn += '\n';
    if (diagram.clients.empty()) return drawn;

    const TextDrawing drawing(diagram, columns);
    drawn += drawing.head(diagram);
    for (const auto& row : diagram.rows) drawn += drawing.draw(row);
    return drawn;
}

} // namespace transcript
