#include "common/transcript/why.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

/// The first character of a server's line tells which kind it is.
std::string_view kind(char first) {
    if (first == '*') return "event";
    return first == '+' ? "go-ahead" : "reply";
}

std::string_view kind(const Text& text) {
    const auto* octets =
        text.empty() ? nullptr : std::get_if<Octets>(&text.front());
    return octets ? kind(octets->octets.front()) : "";
}

/// "3" for the number or word that stands at `offset`.
std::string word_at(std::string_view line, std::size_t offset) {
    const auto word = line.substr(offset, line.find(' ', offset) - offset);
    return '`' + shorten(escape(word), 30) + '`';
}

std::string other_kind(std::string_view expected, std::string_view came) {
    const std::string an = came == "event" ? "an " : "a ";
    std::string why = an + std::string(came) + " came where the " +
                      std::string(expected) + " was expected";
    if (came == "event")
        why += "; events may come at any time, but none was due here";
    return why;
}

/// What should have stood there; "bad ..." where any text may follow.
std::string awaited_octets(const Line& expected, const std::string& octets) {
    const auto& text = expected.text;
    const auto* last =
        text.size() > 1 && std::holds_alternative<Rest>(text.back())
            ? std::get_if<Octets>(&text[text.size() - 2])
            : nullptr;
    const bool open = last && last->octets.ends_with(octets);
    const auto shown = open ? show(Line{{}, {}, {Octets{octets}, Rest{}}, ""})
                            : escape(octets);
    return '`' + shorten(shown, 30) + '`';
}

bool same_but_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char one, char other) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        };
        return lower(one) == lower(other);
    });
}

} // namespace

std::string why_different(const Line& expected, const WireLine& came,
                          const Difference& difference) {
    const std::string_view line = came.text;
    const auto wanted = kind(expected.text);
    if (expected.from == Side::server && !line.empty() && !wanted.empty() &&
        wanted != kind(line[0]))
        return other_kind(wanted, kind(line[0]));

    const auto rest = line.substr(difference.offset);
    const auto octet = "octet " + std::to_string(difference.offset + 1);
    if (difference.expected.empty())
        return "the line should end before " + octet + ", but goes on";
    const auto awaited = awaited_octets(expected, difference.expected);
    if (difference.name && *difference.name != "" && rest.empty())
        return "the line ends where <" + *difference.name + "> was expected";
    if (rest.empty())
        return "the line ends where " + awaited + " should follow";
    if (difference.name && difference.expected == "a word")
        return "a word was expected for <" + *difference.name + "> at " + octet;
    if (difference.name)
        return "<" + *difference.name + "> differs at " + octet + ": " +
               awaited + " was expected, " + word_at(line, difference.offset) +
               " came";
    if (same_but_case(rest, difference.expected))
        return "only upper and lower case differ, from " + octet + " on";
    return "the line differs from " + octet + " on: " + awaited +
           " was expected, `" + shorten(escape(rest), 30) + "` came";
}

std::string why_end(const Line& expected) {
    if (expected.end == "\r\n")
        return "the line ends with LF only; a line ends with CR LF";
    return "the line ends with CR LF, and LF only was expected";
}

std::string why_late(std::string_view awaited, std::chrono::milliseconds within,
                     const std::string& last, bool in_a_line) {
    if (in_a_line)
        return "a line was begun and not ended within " + print(within) +
               "; waited for its CR LF";
    std::string why = "nothing came within " + print(within) +
                      "; waited for `" + std::string(awaited) + "`; ";
    if (last.empty()) return why + "nothing ever came on this connection";
    return why + "the last octets that came were `" + last + '`';
}

std::string why_too_many(std::size_t at_most) {
    return "at most " + std::to_string(at_most) +
           (at_most == 1 ? " event" : " events") +
           " may stand before this line, and one more came";
}

std::string why_closed(bool in_a_line) {
    return in_a_line ? "the connection was closed in the middle of a line"
                     : "the connection was closed before the line came";
}

} // namespace transcript
