#include "tutorial/kit/conversation/said.hpp"

#include "common/transcript/parse.hpp"
#include "common/transcript/pattern.hpp"
#include "tutorial/kit/conversation/play.hpp"

#include <deque>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace kit {

using namespace transcript;

namespace {

/// The names of files for any IMAP server. Our own takes every user.
const Names usual_names{
    {"user", "anna"}, {"password", "secret"}, {"mailbox", "Flats"}};

bool is_pattern(const Line& line) {
    return !line.text.empty() &&
           (line.text.size() > 1 ||
            !std::holds_alternative<Octets>(line.text.front()));
}

/// Lines that were said and are not used yet, by their connection and side.
using SaidLines = std::map<std::pair<Connection, Side>, std::deque<Line>>;

/// Plays the file, and returns what was said; nothing if that failed.
std::optional<SaidLines> play_file(const Transcript& transcript) {
    const Opponent memory{InMemory{}, usual_names};
    if (why_not_checked(transcript, Side::client, memory)) return std::nullopt;
    std::ostringstream shown;
    LiveWire live(shown, false);
    const auto played = play(transcript, Side::client, memory, {}, {&live});
    if (!std::holds_alternative<Passed>(played.end)) return std::nullopt;
    // What is shown is a transcript, too.
    const auto said = parse(shown.str(), transcript.file);
    if (!said) return std::nullopt;
    SaidLines lines;
    for (const auto& step : said->steps)
        if (const auto* line = std::get_if<Line>(&step.what))
            lines[{line->connection, line->from}].push_back(*line);
    return lines;
}

/// Puts what was said in the place of one line.
void settle(Line& line, SaidLines& said, Names& names) {
    auto& lines = said[{line.connection, line.from}];
    while (!lines.empty()) {
        const auto came = render(lines.front().text, {});
        auto real = std::move(lines.front());
        lines.pop_front();
        if (!came || match(line.text, *came, names)) continue;
        if (is_pattern(line)) line.text = std::move(real.text);
        return;
    }
}

} // namespace

Transcript as_said(const Transcript& transcript) {
    bool any = false;
    for (const auto& step : transcript.steps)
        if (const auto* line = std::get_if<Line>(&step.what))
            any |= is_pattern(*line);
        else if (std::holds_alternative<AnyOrder>(step.what))
            any = true;
    if (!any) return transcript;
    auto said = play_file(transcript);
    if (!said) return transcript;
    auto settled = transcript;
    auto names = usual_names;
    for (auto& step : settled.steps) {
        if (auto* line = std::get_if<Line>(&step.what))
            settle(*line, *said, names);
        if (auto* group = std::get_if<AnyOrder>(&step.what))
            for (auto& line : group->lines) settle(line, *said, names);
    }
    return settled;
}

} // namespace kit
