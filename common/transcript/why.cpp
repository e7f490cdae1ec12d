#include "common/transcript/why.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

/// Returns the kind of a server's line, which its first character tells.
std::string_view kind(char first) {
    if (first == '*') return "event";
    return first == '+' ? "go-ahead" : "reply";
}

std::string_view kind(const Text& text) {
    const auto* octets =
        text.empty() ? nullptr : std::get_if<Octets>(&text.front());
    return octets ? kind(octets->octets.front()) : "";
}

/// Returns the word that stands at `offset`.
std::string word_at(std::string_view line, std::size_t offset) {
    const auto word = line.substr(offset, line.find(' ', offset) - offset);
    return '`' + shorten(escape(word), 30) + '`';
}

std::string other_kind(std::string_view expected, std::string_view came) {
    const std::string an = came == "event" ? "an " : "a ";
    std::string why = an + std::string(came) + " came where the " +
                      std::string(expected) + " was expected";
    if (came == "event")
        why += "; here the server must send the " + std::string(expected) +
               ", and not this event";
    return why;
}

/// The octets that should have come; "bad ..." where any text may follow.
std::string wanted_octets(const Line& expected, const std::string& octets) {
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

std::string why_different(const Line& expected, std::string_view came,
                          const Difference& difference) {
    using enum Difference::Wanted;
    const auto wanted = kind(expected.text);
    if (expected.from == Side::server && !came.empty() && !wanted.empty() &&
        wanted != kind(came[0]))
        return other_kind(wanted, kind(came[0]));

    const auto& name = difference.name;
    const auto rest = came.substr(difference.offset);
    const auto octet = "octet " + std::to_string(difference.offset + 1);
    if (difference.wanted == end)
        return "the line should end before " + octet + ", but goes on";
    if (name && rest.empty())
        return "the line ends where <" + *name + "> was expected";
    if (difference.wanted == word)
        return "a word was expected for <" + *name + "> at " + octet;
    if (difference.wanted == other)
        return "<" + *name + "> must be another word than `" +
               escape(difference.octets) + "`";
    const auto awaited = wanted_octets(expected, difference.octets);
    if (rest.empty())
        return "the line ends where " + awaited + " should follow";
    if (name)
        return "<" + *name + "> differs at " + octet + ": " + awaited +
               " was expected, " + word_at(came, difference.offset) + " came";
    if (same_but_case(rest, difference.octets))
        return "only upper and lower case differ, from " + octet + " on";
    return "the line differs from " + octet + " on: " + awaited +
           " was expected, `" + shorten(escape(rest), 30) + "` came";
}

std::string why_end(const Line& expected) {
    if (expected.end == "\r\n")
        return "the line ends with LF only; a line ends with CR LF";
    return "the line ends with CR LF, and LF only was expected";
}

bool is_within_a_line(const Mismatch& mismatch) {
    return mismatch.came && mismatch.came->end == WireLine::End::none;
}

std::string why_late(const Mismatch& mismatch) {
    const auto within = print(mismatch.within);
    const auto& expected = mismatch.expected;
    if (std::holds_alternative<EndOfConnection>(expected))
        return "the connection is still open after " + within;
    if (std::holds_alternative<EndOfProgram>(expected))
        return "the program still runs after " + within;
    if (std::holds_alternative<NewConnection>(expected))
        return "the client has not opened " + say_expected(expected) +
               " within " + within;
    if (is_within_a_line(mismatch))
        return "a line was begun and not ended within " + within +
               "; waited for its CR LF";
    const auto why = "nothing came within " + within + "; waited for `" +
                     show(*expected_line(expected)) + "`; ";
    if (!mismatch.last) return why + "nothing ever came on this connection";
    return why + "the last octets that came were `" +
           shorten(show(*mismatch.last)) + '`';
}

std::string why_closed(const Mismatch& mismatch) {
    if (std::holds_alternative<EndOfConnection>(mismatch.expected))
        return "the client had left before it heard the last line";
    if (std::holds_alternative<BeginTls>(mismatch.expected))
        return "the connection was closed where TLS should have begun";
    return is_within_a_line(mismatch)
               ? "the connection was closed in the middle of a line"
               : "the connection was closed before the line came";
}

std::string why_surplus(const Mismatch& mismatch) {
    const auto& expected = mismatch.expected;
    if (std::holds_alternative<EndOfConnection>(expected))
        return "a line came where the connection should be closed";
    if (const auto* silence = std::get_if<Silence>(&mismatch.expected)) {
        if (mismatch.came)
            return "this was said before it was time; nothing was due for " +
                   print(silence->time);
        return "the client has opened connection " +
               std::to_string(silence->connection) + " too early";
    }
    return "the transcript is over, and a line more came";
}

std::string why_too_many(std::size_t at_most) {
    return "at most " + std::to_string(at_most) +
           (at_most == 1 ? " event" : " events") +
           " may stand before this line, and one more came";
}

std::string why_unknown(const Line& line) {
    return "the transcript sends `" + show(line) +
           "`, in which a name has no value yet";
}

std::string say(const Line& line) {
    return show(line);
}
std::string say(const OneOf& group) {
    return show(group.lines.front()) + "  or another line of the group";
}
std::string say(const EndOfConnection&) {
    return "the end of the connection";
}
std::string say(const NothingMore&) {
    return "nothing more";
}
std::string say(const NewConnection& expected) {
    return "connection " + std::to_string(expected.connection);
}
std::string say(const EndOfProgram&) {
    return "the end of the program";
}
std::string say(const Silence& silence) {
    return "nothing for " + print(silence.time);
}
std::string say(const BeginTls&) {
    return "TLS";
}
std::string say(const KnownNames&) {
    return "a value for each name";
}

} // namespace

std::string why(const Mismatch& mismatch) {
    using enum Mismatch::Cause;
    if (mismatch.due)
        return '`' + say_expected(mismatch.expected) +
               "` is missing: what came is expected after it, in line " +
               std::to_string(*mismatch.due);
    switch (mismatch.cause) {
    case different:
        return why_different(*expected_line(mismatch.expected),
                             mismatch.came->text, *mismatch.difference);
    case wrong_end:
        return why_end(*expected_line(mismatch.expected));
    case too_many_events:
        return why_too_many(mismatch.at_most);
    case pushed:
        return "the server pushed a line where it had to be quiet";
    case surplus:
        return why_surplus(mismatch);
    case too_long:
        return "a line came that is longer than " +
               std::to_string(limits::text) + " octets";
    case too_much:
        return "more than " + std::to_string(limits::unread) +
               " octets came before they were expected";
    case closed:
        return why_closed(mismatch);
    case late:
        return why_late(mismatch);
    case unknown_name:
        break;
    }
    return why_unknown(std::get<KnownNames>(mismatch.expected).line);
}

std::string say_expected(const Expected& expected) {
    return std::visit([](const auto& one) { return say(one); }, expected);
}

} // namespace transcript
