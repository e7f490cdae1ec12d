#include "tutorial/kit/exercises/picture.hpp"

#include "common/transcript/draw/diagram.hpp"
#include "common/transcript/draw/draw_text.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"
#include "common/transcript/why.hpp"

#include <algorithm>
#include <optional>

namespace kit {

using namespace transcript;

namespace {

using Row = Diagram::Row;

constexpr std::size_t width = 66;
constexpr std::size_t longest = 120; ///< columns of a text

class Picture {
public:
    explicit Picture(Side listened_to) : listened_to_(listened_to) {}

    void add(const PastStep& step);
    // These draw what was added before, and mark what they add.
    void add_expected(const Expected& expected);
    void add_came(Connection connection, const std::optional<WireLine>& came);
    std::string finish() const { return drawn_; }

private:
    void add_line(Side from, Connection connection, std::string_view text);
    void add_note(std::string text);
    void note(std::string text);
    std::size_t client(Connection connection);
    std::string rest();
    void mark(std::string added, std::string_view sign);

    Side listened_to_;
    Diagram diagram_;
    std::string drawn_;
    std::size_t all_ = 0; ///< octets of the drawing that were taken
};

/// Returns the end of a line as it is drawn; the usual CR LF is not.
std::string shown_end(std::string_view end) {
    return end == "\r\n" ? "" : escape(end);
}

void Picture::add(const PastStep& step) {
    if (const auto* line = std::get_if<Line>(&step.what))
        add_line(line->from, line->connection, shorten(show_said(*line)));
    else
        add_note(std::get<std::string>(step.what));
}

/// Notes stand beside a client, so there must be one.
void Picture::add_note(std::string text) {
    client(1);
    note(std::move(text));
}

void Picture::add_line(Side from, Connection connection,
                       std::string_view text) {
    using enum Row::Kind;
    auto kind = command;
    if (from == Side::server) {
        kind = text.starts_with('*')   ? event
               : text.starts_with('+') ? go_ahead
                                       : reply;
    }
    diagram_.rows.push_back({kind, client(connection), shorten(text, longest)});
}

/// Adds no client: after the first rest() a new one would move all columns.
void Picture::note(std::string text) {
    diagram_.rows.push_back({Row::Kind::note, 0, std::move(text)});
}

std::size_t Picture::client(Connection connection) {
    auto& clients = diagram_.clients;
    const auto known = std::ranges::find(clients, connection);
    const auto index = static_cast<std::size_t>(known - clients.begin());
    if (known == clients.end()) clients.push_back(connection);
    return index;
}

/// Returns what the drawing has grown by. It grows at its end only, as long as
/// its clients are the same.
std::string Picture::rest() {
    auto whole = draw_text(diagram_, width);
    whole.erase(0, whole.find_first_not_of('\n')); // where a title would be
    auto added = whole.substr(all_);
    all_ = whole.size();
    return added;
}

void Picture::mark(std::string added, std::string_view sign) {
    const auto end = added.rfind('\n');
    drawn_ += added.insert(end, "  " + std::string(sign));
}

std::string dashed(std::string drawing) {
    for (const std::string_view stroke : {"─", "═"})
        for (auto at = drawing.find(stroke); at != drawing.npos;
             at = drawing.find(stroke))
            drawing.replace(at, stroke.size(), "╌");
    return drawing;
}

void Picture::add_expected(const Expected& expected) {
    constexpr auto sign = "? expected";
    client(connection_of(expected));
    drawn_ += rest();
    if (const auto* line = expected_line(expected)) {
        auto text = *line;
        text.end.clear();
        const auto group = std::holds_alternative<OneOf>(expected);
        add_line(listened_to_, line->connection,
                 show(text) + shown_end(line->end) +
                     (group ? "  or another line of the group" : ""));
        return mark(dashed(rest()), sign);
    }
    note(say_expected(expected));
    mark(rest(), sign);
}

void Picture::add_came(Connection connection,
                       const std::optional<WireLine>& came) {
    if (!came) {
        note("nothing came");
        return mark(rest(), "✗");
    }
    auto text = escape(came->text) + shown_end(octets(came->end));
    if (came->end == WireLine::End::none) text += '\\';
    add_line(listened_to_, connection, text);
    mark(rest(), "✗ came");
}

} // namespace

std::string draw_mismatch(const Mismatch& mismatch, Side listened_to) {
    Picture picture(listened_to);
    for (const auto& step : mismatch.steps) picture.add(step);
    picture.add_expected(mismatch.expected);
    picture.add_came(connection_of(mismatch.expected), mismatch.came);
    return picture.finish();
}

} // namespace kit
