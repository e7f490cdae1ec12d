#include "tutorial/kit/exercises/picture.hpp"

#include "common/transcript/diagram.hpp"
#include "common/transcript/draw_text.hpp"
#include "common/transcript/show.hpp"

#include <algorithm>
#include <optional>

using namespace transcript;

namespace {

using Row = Diagram::Row;

constexpr std::size_t width = 66;
constexpr std::size_t longest = 120; ///< columns of a text

class Picture {
public:
    explicit Picture(Side listened_to) : listened_to_(listened_to) {}

    /// "S2: * new 4", or another step as the file has it.
    void add_made(std::string_view what);
    /// Draws so far; what this adds is marked.
    void add_marked(Connection connection, std::string text, bool is_line,
                    std::string_view mark);
    std::string finish() const { return drawn_; }

private:
    void add(Side from, Connection connection, std::string_view text);
    void note(std::string text);
    std::size_t client(Connection connection);
    std::string rest();

    Side listened_to_;
    Diagram diagram_;
    std::string drawn_;
    std::size_t all_ = 0; ///< octets of the drawing that were taken
};

void Picture::add_made(std::string_view what) {
    const auto colon = what.find(": ");
    const bool numbered = colon == 2 && what[1] >= '1' && what[1] <= '9';
    const bool line =
        (colon == 1 || numbered) && (what[0] == 'C' || what[0] == 'S');
    if (!line) return note(std::string(what));
    const auto number =
        numbered ? static_cast<Connection>(what[1] - '0') : Connection{1};
    add(what[0] == 'C' ? Side::client : Side::server, number,
        what.substr(colon + 2));
}

void Picture::add(Side from, Connection connection, std::string_view text) {
    using enum Row::Kind;
    auto kind = command;
    if (from == Side::server) {
        kind = text.starts_with('*')   ? event
               : text.starts_with('+') ? go_ahead
                                       : reply;
    }
    diagram_.rows.push_back({kind, client(connection), shorten(text, longest)});
}

void Picture::note(std::string text) {
    client(1);
    diagram_.rows.push_back({Row::Kind::note, 0, std::move(text)});
}

std::size_t Picture::client(Connection connection) {
    auto& clients = diagram_.clients;
    const auto known = std::ranges::find(clients, connection);
    const auto index = static_cast<std::size_t>(known - clients.begin());
    if (known == clients.end()) clients.push_back(connection);
    return index;
}

/// A drawing grows at its end, as long as its clients are the same.
std::string Picture::rest() {
    auto whole = draw_text(diagram_, width);
    whole.erase(0, whole.find_first_not_of('\n')); // where a title would be
    auto added = whole.substr(all_);
    all_ = whole.size();
    return added;
}

void Picture::add_marked(Connection connection, std::string text, bool is_line,
                         std::string_view mark) {
    client(connection);
    drawn_ += rest();
    if (is_line) {
        add(listened_to_, connection, text);
    } else {
        note(std::move(text));
    }
    auto added = rest();
    if (is_line && mark.starts_with('?')) {
        for (const std::string_view stroke : {"─", "═"})
            for (auto at = added.find(stroke); at != added.npos;
                 at = added.find(stroke))
                added.replace(at, stroke.size(), "╌");
    }
    const auto end = added.rfind('\n');
    drawn_ += added.insert(end, "  " + std::string(mark));
}

struct Where {
    Connection connection = 1;
    bool is_line = false; ///< a line was expected there
};

Where where(const Transcript& transcript, std::size_t line) {
    const auto step = std::ranges::find(transcript.steps, line, &Step::line);
    if (step == transcript.steps.end()) return {};
    if (const auto* one = std::get_if<Line>(&step->what))
        return {one->connection, true};
    if (const auto* group = std::get_if<AnyOrder>(&step->what))
        return {group->lines.front().connection, true};
    if (const auto* quiet = std::get_if<Quiet>(&step->what))
        return {quiet->connection, true};
    if (const auto* closed = std::get_if<Closed>(&step->what))
        return {closed->connection, false};
    return {};
}

/// The usual end of a line says nothing in a picture; another does.
std::string without_end(std::string text) {
    if (text.ends_with("\\r\\n")) text.resize(text.size() - 4);
    return text;
}

} // namespace

std::string draw_mismatch(const Transcript& transcript,
                          const Mismatch& mismatch, Side listened_to) {
    Picture picture(listened_to);
    for (const auto& step : mismatch.steps) picture.add_made(step.what);
    auto [connection, is_line] = where(transcript, mismatch.line);
    const bool in_words = mismatch.expected == "nothing more" ||
                          mismatch.expected.starts_with("connection ") ||
                          mismatch.expected.starts_with("the end of the ");
    picture.add_marked(connection, without_end(mismatch.expected),
                       is_line && !in_words, "? expected");
    if (mismatch.came) {
        auto text = without_end(show(*mismatch.came));
        if (mismatch.came->end == WireLine::End::none) text += '\\';
        picture.add_marked(connection, std::move(text), true, "✗ came");
    } else {
        picture.add_marked(connection, "nothing came", false, "✗");
    }
    return picture.finish();
}
