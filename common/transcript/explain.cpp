#include "common/transcript/explain.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"
#include "common/transcript/why.hpp"

#include <algorithm>

namespace transcript {

namespace {

constexpr std::size_t width = 64;

std::string heading(const Transcript& transcript, const Mismatch& mismatch) {
    std::string text =
        transcript.file + ':' + std::to_string(mismatch.line) + ": ";
    text += transcript.title.empty() ? "mismatch" : transcript.title;
    text += '\n';
    if (!mismatch.begin.empty())
        text += "This is a line that `" + mismatch.begin + "` stands for.\n";
    if (transcript.spec.empty()) return text;
    text += "It tests " + transcript.spec;
    if (!transcript.level.empty()) text += " (" + transcript.level + ')';
    return text + ".\n";
}

/// "S2: * new 4", or a stage direction.
std::string say(const std::variant<Line, std::string>& step) {
    const auto* line = std::get_if<Line>(&step);
    if (!line) return std::get<std::string>(step);
    return show_from(line->from, line->connection) + ": " +
           shorten(show_said(*line));
}

std::string steps(const Mismatch& mismatch) {
    if (mismatch.steps.empty()) return "So far: nothing\n";
    std::string text = "So far:";
    if (mismatch.forgotten_steps > 0)
        text += " (" + std::to_string(mismatch.forgotten_steps) +
                (mismatch.forgotten_steps == 1 ? " step" : " steps") +
                " before)";
    text += '\n';
    for (const auto& step : mismatch.steps) {
        const auto line = std::to_string(step.line);
        text += std::string(6 - std::min<std::size_t>(line.size(), 6), ' ');
        text += line + "  " + say(step.what) + '\n';
    }
    return text;
}

/// The last line that was sent, with its end.
std::string sent(const Mismatch& mismatch) {
    if (!mismatch.sent) return "nothing";
    auto line = *mismatch.sent;
    line.text.emplace_back(Octets{line.end});
    return shorten(show_said(line));
}

std::string expected(const Mismatch& mismatch) {
    auto text = shorten(say_expected(mismatch.expected), width);
    const auto* line = expected_line(mismatch.expected);
    const auto names = line ? say_names(line->text, mismatch.names) : "";
    return names.empty() ? text : text + "   where " + names;
}

/// The offset of the first octet that is wrong, or missing, in what came.
std::size_t first_wrong(const Mismatch& mismatch) {
    if (mismatch.difference) return mismatch.difference->offset;
    const bool all_right = mismatch.cause == Mismatch::Cause::wrong_end ||
                           mismatch.came->end == WireLine::End::none;
    return all_right ? mismatch.came->text.size() : 0;
}

/// The line that came, and a caret under the first wrong octet. Of a long line
/// only the part around it is shown.
std::string came(const Mismatch& mismatch) {
    if (!mismatch.came) return "Came:     nothing\n";
    const auto& line = *mismatch.came;
    const std::string_view text = line.text;
    const auto wrong = first_wrong(mismatch);
    const auto rest = escape(text.substr(wrong)) + escape(octets(line.end));
    auto before =
        rest.empty() ? escape(text) : escape_before_more(text.substr(0, wrong));
    std::string lead;
    if (columns(before) > width * 3 / 4) {
        const auto drop = columns(before) - width / 2;
        before.erase(0, first_columns(before, drop).size());
        lead = "…";
    }
    const auto room = width - columns(before);
    const auto after = first_columns(rest, room);
    auto shown = "Came:     " + lead + before + std::string(after);
    if (after.size() < rest.size()) shown += "…";
    if (!lead.empty() || after.size() < rest.size())
        shown += " (" + std::to_string(line.octets) + " octets)";
    return shown + '\n' +
           std::string(10 + columns(lead) + columns(before), ' ') + "^\n";
}

} // namespace

std::string explain(const Transcript& transcript, const Mismatch& mismatch,
                    std::string_view again, std::string_view besides) {
    return heading(transcript, mismatch) + steps(mismatch) +
           "Sent:     " + sent(mismatch) + "\nExpected: " + expected(mismatch) +
           '\n' + came(mismatch) + "Why:      " + why(mismatch) +
           std::string(besides) + ".\nAgain:    " + std::string(again) + '\n';
}

} // namespace transcript
