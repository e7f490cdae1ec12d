#include "common/transcript/parse_header.hpp"

#include "common/transcript/cut.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/parse_step.hpp"

#include <charconv>
#include <sstream>

namespace transcript {

namespace {

using Fault = std::optional<std::string>;

std::optional<std::uint32_t> number(std::string_view text, std::uint32_t most) {
    std::uint32_t value = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value > most)
        return std::nullopt;
    return value;
}

Fault protocol(const std::string& value, Transcript& found) {
    if (value != "toy" && value != "imap")
        return "@protocol is toy or imap, not " + value;
    found.protocol = value == "toy" ? Protocol::toy : Protocol::imap;
    return std::nullopt;
}

Fault level(const std::string& value, Transcript& found) {
    if (value != "MUST" && value != "SHOULD" && value != "MAY")
        return "@level is MUST, SHOULD or MAY, not " + value;
    found.level = value;
    return std::nullopt;
}

Fault needs(const std::string& value, Transcript& found) {
    std::istringstream words(value);
    for (std::string word; words >> word;) found.needs.push_back(word);
    return std::nullopt;
}

/// Reads `NAME: WHY` or `NAME CUT: WHY`.
Fault differs(const std::string& value, Transcript& found) {
    const auto colon = value.find(": ");
    const auto who = value.substr(0, colon);
    const auto why = value.find_first_not_of(' ', colon + 1);
    const auto space = who.find(' ');
    const bool cut = space == who.npos || parse_cut(who.substr(space + 1));
    if (colon == value.npos || why == value.npos || space == 0 || who.empty() ||
        !cut)
        return "@differs what? As in: @differs dovecot: takes an argument, or "
               "@differs dovecot glued: answers both at once";
    if (found.differs.emplace(who, value.substr(why)).second)
        return std::nullopt;
    return "@differs says of " + who + " already why";
}

Fault mailbox(const std::string& value, Transcript& found) {
    found.mailbox = number(value, limits::mailbox);
    if (found.mailbox) return std::nullopt;
    return "@mailbox is a number of messages, 0 to " +
           std::to_string(limits::mailbox);
}

/// Reads `logged-in`, `selected 2` or `C2 selected`.
std::optional<Begin> read_begin(const std::string& value) {
    std::istringstream words(value);
    Begin begin;
    std::string word;
    words >> word;
    if (word.starts_with('C')) {
        const auto connection = parse_connection(word.substr(1));
        if (word.size() != 2 || !connection) return std::nullopt;
        begin.connection = *connection;
        word.clear();
        words >> word;
    }
    begin.selected = word == "selected";
    if (!begin.selected && word != "logged-in") return std::nullopt;
    if (words >> word) {
        begin.messages = number(word, limits::begin_messages);
        if (!begin.messages || words >> word) return std::nullopt;
    }
    return begin;
}

Fault state(const std::string& value, std::size_t line, Transcript& found) {
    auto begin = read_begin(value);
    if (!begin)
        return "@begin what? As in: @begin logged-in, @begin selected 2 (with "
               "2 messages, at most " +
               std::to_string(limits::begin_messages) + "), @begin C2 selected";
    for (const auto& other : found.begins) {
        if (other.connection == begin->connection)
            return "@begin says already how C" +
                   std::to_string(other.connection) + " begins";
        if (begin->messages && (other.selected || other.messages))
            return "the mailbox is made by the @begin of line " +
                   std::to_string(other.line) +
                   ": that one says how many messages it has";
    }
    begin->written = "@begin " + value;
    begin->line = line;
    found.begins.push_back(std::move(*begin));
    return std::nullopt;
}

/// Reads `7` or `7..9`.
std::optional<Varied::Range> range(std::string_view text) {
    const auto dots = text.find("..");
    const auto from = number(text.substr(0, dots), limits::varied_number);
    const auto to = dots == text.npos
                        ? from
                        : number(text.substr(dots + 2), limits::varied_number);
    if (!from || !to || *from > *to) return std::nullopt;
    return Varied::Range{*from, *to};
}

/// Reads `NAME text`, or `NAME` and numbers.
Fault vary(const std::string& value, Transcript& found) {
    std::istringstream words(value);
    Varied varied;
    std::string word;
    words >> varied.name >> word;
    const bool text = word == "text";
    for (bool more = !text; more; more = bool(words >> word)) {
        const auto numbers = range(word);
        if (!numbers || varied.numbers.size() == limits::varied)
            return "@vary what? As in: @vary flat text, or "
                   "@vary n 0 1 9 11..99";
        varied.numbers.push_back(*numbers);
    }
    found.varied.push_back(std::move(varied));
    return std::nullopt;
}

Fault max_clients(const std::string& value, Transcript& found) {
    found.max_clients = number(value, limits::mailbox);
    if (found.max_clients.value_or(0) > 0) return std::nullopt;
    return "@max-clients is a number of clients, from 1";
}

Fault seconds(const std::string& value,
              std::optional<std::chrono::seconds>& found) {
    const auto most = std::chrono::seconds(limits::longest).count();
    const auto count = number(value, static_cast<std::uint32_t>(most));
    if (!count) return "a number of seconds, 0 to " + std::to_string(most);
    found = std::chrono::seconds(*count);
    return std::nullopt;
}

} // namespace

Fault parse_header(std::string_view line, std::size_t number,
                   Transcript& found) {
    const auto space = line.find(' ');
    const auto key = line.substr(0, space);
    const auto begin = line.find_first_not_of(' ', space);
    if (begin == line.npos)
        return std::string(key) + " needs a value behind a space";
    const std::string value(line.substr(begin));

    if (key == "@protocol") return protocol(value, found);
    if (key == "@level") return level(value, found);
    if (key == "@needs") return needs(value, found);
    if (key == "@differs") return differs(value, found);
    if (key == "@mailbox") return mailbox(value, found);
    if (key == "@autologout") return seconds(value, found.autologout);
    if (key == "@keepalive") return seconds(value, found.keepalive);
    if (key == "@vary") return vary(value, found);
    if (key == "@max-clients") return max_clients(value, found);
    if (key == "@begin") return state(value, number, found);
    if (key == "@spec") {
        found.spec = value;
        return std::nullopt;
    }
    return "unknown key " + std::string(key) +
           "; there are @protocol, @spec, @level, @needs, @differs, "
           "@mailbox, @begin, @vary, @autologout, @keepalive, @max-clients";
}

} // namespace transcript
