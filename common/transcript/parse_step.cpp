#include "common/transcript/parse_step.hpp"

#include "common/framing/ascii.hpp"
#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/limits.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace transcript {

namespace {

tl::unexpected<std::string> wrong(std::string what) {
    return tl::make_unexpected(std::move(what));
}

constexpr std::string_view steps =
    "a step is C: or S: (C2:, S2:, up to 9) and a space and text, {, }, or "
    "!deliver, !quiet, !wait, !pause, !refuse, !close, !reset, !closed, "
    "!ended, !misses, !tls";

/// Takes `  within 1s` from the end of the text, if it is there.
Result<std::optional<std::chrono::milliseconds>>
take_within(std::string_view& text) {
    constexpr std::string_view mark = "  within ";
    const auto begin = text.rfind(mark);
    if (begin == text.npos) return std::nullopt;
    const auto time = parse_duration(text.substr(begin + mark.size()));
    if (!time)
        return wrong("within what? As in: within 500ms, within 1s, within 29m");
    text = text.substr(0, begin);
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    return time;
}

/// Reads `...` or `...  at most 2`. Nothing if this is another line.
std::optional<Result<AnyEvents>> any_events(Connection connection,
                                            std::string_view text) {
    constexpr std::string_view mark = "...  at most";
    if (text == "...") return AnyEvents{connection, std::nullopt};
    if (!text.starts_with(mark)) return std::nullopt;
    text.remove_prefix(std::min(mark.size() + 1, text.size()));
    std::size_t count = 0;
    const auto [stop, error] = std::from_chars(text.begin(), text.end(), count);
    if (error != std::errc{} || stop != text.end() || count > limits::events)
        return wrong("at most how many? As in: at most 2");
    return AnyEvents{connection, count};
}

Result<Step> parse_line(Step step, std::string_view text) {
    const auto colon = std::min(text.find(':'), text.size());
    const auto which = parse_connection(text.substr(1, colon - 1));
    const auto from = text[0] == 'C' ? Side::client : Side::server;
    text.remove_prefix(std::min(colon + 1, text.size()));
    // `C:` alone is an empty line.
    if (!which || (!text.empty() && text[0] != ' '))
        return wrong(std::string(steps));
    if (!text.empty()) text.remove_prefix(1);

    const auto within = take_within(text);
    if (!within) return wrong(within.error());
    if (from == Side::server)
        if (const auto any = any_events(*which, text)) {
            if (!*any) return wrong(any->error());
            step.what = **any;
            return step;
        }
    auto said = parse_text(text);
    if (!said) return wrong(said.error());
    step.what = Line{from, *which, std::move(said->text), std::move(said->end),
                     *within};
    return step;
}

Result<Step> parse_wait(Step step, std::string_view time) {
    const auto found = parse_duration(time);
    if (!found) return wrong("!wait what? As in: !wait 90s, !wait 29m");
    step.what = Wait{*found};
    return step;
}

/// Reads `2s` or `2s 3`: a time, and the number of a connection.
Result<Step> parse_pause(Step step, std::string_view text) {
    const auto space = std::min(text.find(' '), text.size());
    const auto time = parse_duration(text.substr(0, space));
    const auto which =
        parse_connection(text.substr(std::min(space + 1, text.size())));
    if (!time || *time > limits::pause || !which)
        return wrong("!pause how long? As in: !pause 300ms, !pause 2s 3; at "
                     "most " +
                     print(limits::pause));
    step.what = Pause{*which, *time};
    return step;
}

Result<Step> parse_refuse(Step step, std::string_view text) {
    const auto time = parse_duration(text);
    if (!time || *time > limits::pause)
        return wrong("!refuse how long? As in: !refuse 500ms; at most " +
                     print(limits::pause));
    step.what = Refuse{*time};
    return step;
}

/// Takes `  times 9` or `  times <n>` from the end, if it is there.
Result<Text> take_times(std::string_view& text) {
    constexpr std::string_view mark = "  times ";
    const auto begin = text.rfind(mark);
    if (begin == text.npos) return Text{};
    auto times = parse_text(text.substr(begin + mark.size()));
    if (!times) return wrong(times.error());
    text = text.substr(0, begin);
    return std::move(times->text);
}

Result<Step> parse_deliver(Step step, std::string_view text) {
    auto times = take_times(text);
    if (!times) return wrong(times.error());
    auto octets = unescape(text);
    if (!octets) return wrong(octets.error());
    if (octets->empty()) return wrong("!deliver what? As in: !deliver A flat");
    step.what = Deliver{std::move(*octets), std::move(*times)};
    return step;
}

Result<Step> parse_direction(Step step, std::string_view text) {
    const auto space = text.find(' ');
    const auto verb = text.substr(0, space);
    auto rest =
        space == text.npos ? text.substr(text.size()) : text.substr(space + 1);
    if (verb == "!wait") return parse_wait(std::move(step), rest);
    if (verb == "!deliver") return parse_deliver(std::move(step), rest);
    if (verb == "!pause") return parse_pause(std::move(step), rest);
    if (verb == "!refuse") return parse_refuse(std::move(step), rest);
    if (text == "!ended") {
        step.what = Ended{};
        return step;
    }

    std::optional<std::chrono::milliseconds> limit;
    if (verb == "!closed") {
        const auto within = take_within(text);
        if (!within) return wrong(within.error());
        limit = *within;
        rest = text.size() > verb.size() ? text.substr(verb.size() + 1) : "";
    }
    const auto which = parse_connection(rest);
    if (!which)
        return wrong("behind " + std::string(verb) +
                     " stands nothing or the number of a connection, 2 to 9");
    if (verb == "!closed") {
        step.what = Closed{*which, limit};
    } else if (verb == "!quiet") {
        step.what = Quiet{*which};
    } else if (verb == "!tls") {
        step.what = BeginTls{*which};
    } else if (verb == "!close" || verb == "!reset") {
        step.what = Close{*which, verb == "!reset"};
    } else {
        return wrong(std::string(steps));
    }
    return step;
}

std::vector<std::string> near_events() {
    return {"* newer 999",     "* new",        "* new kitchen",
            "* new 999 rooms", "* new 99x",    "* New 999",
            "* new999",        "* news 9",     "* byelaws",
            "* bye-bye",       "* Bye",        "* okay",
            "*moon",           "*new 999",     "* 999 new",
            "*  new 999",      "* new +999",   "*.new 999",
            "* new -999",      "* new \u00B2", "*"};
}

} // namespace

std::optional<Connection> parse_connection(std::string_view digit) {
    if (digit.empty()) return 1;
    if (digit.size() != 1 || digit[0] < '1' || digit[0] > '9')
        return std::nullopt;
    return static_cast<Connection>(digit[0] - '0');
}

std::vector<std::string> near_misses(std::string_view what) {
    if (what == "*") return near_events();
    const std::string verb(what);
    const bool takes_argument = verb == "read" || verb == "post";
    const std::string argument = takes_argument ? " 1" : "";
    auto capital = framing::upper(verb.substr(0, 1)) + verb.substr(1);
    std::vector<std::string> found{framing::upper(verb) + argument,
                                   capital + argument,
                                   ' ' + verb + argument,
                                   verb + 's' + argument,
                                   verb.substr(1) + argument,
                                   verb.substr(0, verb.size() - 1) + argument,
                                   "ok " + verb,
                                   "\ufeff" + verb + argument};
    if (takes_argument) {
        found.insert(found.end(), {verb, verb + '1', verb + "\t1"});
    } else {
        found.insert(found.end(), {verb + ' ', verb + " 1", verb + " now",
                                   verb + '.', verb + '\t'});
    }
    return found;
}

Result<std::vector<Step>> parse_misses(std::string_view written,
                                       std::size_t number) {
    constexpr std::string_view gets = "  get ";
    const auto text =
        written.substr(std::min(written.find(' ') + 1, written.size()));
    const auto reply = text.find(gets);
    std::istringstream words(std::string(text.substr(0, reply)));
    std::vector<Step> steps;
    for (std::string what; words >> what;) {
        const bool events = what == "*";
        if (events != (reply == text.npos))
            return wrong("misses of what? As in: !misses count quit  get "
                         "bad ..., and for events: !misses *");
        for (const auto& line : near_misses(what)) {
            const auto from = events ? "S: " : "C: ";
            auto said = parse_step(from + escape(line), number);
            if (!said) return wrong(said.error());
            steps.push_back(std::move(*said));
            if (events) continue;
            auto answer = parse_step(
                "S: " + std::string(text.substr(reply + gets.size())), number);
            if (!answer) return wrong(answer.error());
            steps.push_back(std::move(*answer));
        }
    }
    if (steps.empty()) return wrong("misses of what? As in: !misses *");
    return steps;
}

Result<Step> parse_step(std::string_view written, std::size_t number) {
    Step step{number, std::string(written), Quiet{1}};
    if (written.starts_with('!'))
        return parse_direction(std::move(step), written);
    if (written.starts_with('C') || written.starts_with('S'))
        return parse_line(std::move(step), written);
    return wrong(std::string(steps));
}

} // namespace transcript
