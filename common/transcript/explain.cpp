#include "common/transcript/explain.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"

namespace transcript {

namespace {

constexpr std::size_t width = 64;

std::string heading(const Transcript& transcript, const Mismatch& mismatch) {
    std::string text =
        transcript.file + ':' + std::to_string(mismatch.line) + ": ";
    text += transcript.title.empty() ? "mismatch" : transcript.title;
    text += '\n';
    if (transcript.spec.empty()) return text;
    text += "It tests " + transcript.spec;
    if (!transcript.level.empty()) text += " (" + transcript.level + ')';
    return text + ".\n";
}

std::string steps(const Mismatch& mismatch) {
    if (mismatch.steps.empty()) return "So far: nothing\n";
    std::string text = "So far:";
    if (mismatch.more_steps > 0)
        text += " (" + std::to_string(mismatch.more_steps) + " steps before)";
    text += '\n';
    for (const auto& step : mismatch.steps) {
        const auto line = std::to_string(step.line);
        text += std::string(6 - std::min<std::size_t>(line.size(), 6), ' ');
        text += line + "  " + step.what + '\n';
    }
    return text;
}

/// What came, and a caret under the first wrong octet; of a long line the
/// part around it.
std::string came(const Mismatch& mismatch) {
    if (!mismatch.came) return "Came:     nothing\n";
    const auto& line = *mismatch.came;
    const std::string_view text = line.text;
    const auto rest =
        escape(text.substr(mismatch.offset)) + escape(octets(line.end));
    auto before = escape(text.substr(0, mismatch.offset));
    // Only at the end of the line a blank must be seen.
    if (!rest.empty() && before.ends_with("\\x20"))
        before.replace(before.size() - 4, 4, " ");
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
                    std::string_view again) {
    std::string text = heading(transcript, mismatch) + steps(mismatch);
    text += "Sent:     " + (mismatch.sent.empty() ? "nothing" : mismatch.sent);
    text += "\nExpected: " + shorten(mismatch.expected, width);
    if (!mismatch.names.empty()) text += "   where " + mismatch.names;
    text += '\n' + came(mismatch);
    text += "Why:      " + mismatch.why + ".\n";
    return text + "Again:    " + std::string(again) + '\n';
}

} // namespace transcript
