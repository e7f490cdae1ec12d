#include "tutorial/kit/proxy/parse.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/parse_text.hpp"
#include "common/transcript/words.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace kit::proxy {

using transcript::Result;
using transcript::Side;
using transcript::take_word;

namespace {

/// Octets that `!split` may let pass.
constexpr std::size_t most_split = 1000;

constexpr auto wants_treatment =
    "beneath @always stands !drop or !instead TEXT";

constexpr std::string_view steps =
    "a step is C: TEXT, S: TEXT, or !drop, !instead, !hold, !split, !release, "
    "!server, !client, !deliver, !expunge, !wait, !close, !reset, !silence, "
    "!closed, !forbid, !allow";

tl::unexpected<std::string> wrong(std::string what) {
    return tl::make_unexpected(std::move(what));
}

Result<transcript::Text> parse_line(std::string_view written) {
    if (written.empty()) return wrong("a text is missing behind it");
    auto said = transcript::parse_text(written);
    if (!said) return wrong(said.error());
    return std::move(said->text);
}

Result<Await> parse_await(std::string_view written) {
    if (!written.starts_with("C: ") && !written.starts_with("S: "))
        return wrong(std::string(steps));
    auto pattern = parse_line(written.substr(3));
    if (!pattern) return wrong(pattern.error());
    return Await{written[0] == 'C' ? Side::client : Side::server,
                 std::move(*pattern)};
}

using What = decltype(Step::what);

/// Reads the directions that have nothing behind them.
std::optional<What> parse_bare(std::string_view verb) {
    if (verb == "!drop") return Drop{};
    if (verb == "!hold") return Hold{};
    if (verb == "!release") return Release{};
    if (verb == "!close") return Close{false};
    if (verb == "!reset") return Close{true};
    if (verb == "!silence") return Silence{};
    if (verb == "!closed") return Closed{};
    if (verb == "!allow") return Allow{};
    return std::nullopt;
}

Result<What> parse_split(std::string_view number) {
    std::size_t octets = 0;
    const auto [stop, error] =
        std::from_chars(number.data(), number.data() + number.size(), octets);
    if (error != std::errc{} || stop != number.data() + number.size() ||
        octets == 0 || octets > most_split)
        return wrong("!split behind how many octets? As in: !split 5");
    return Split{octets};
}

Result<What> parse_time(std::string_view text) {
    const auto time = transcript::parse_duration(text);
    if (!time) return wrong("!wait how long? As in: !wait 300ms");
    return Wait{*time};
}

/// Reads the directions with a text behind them.
Result<What> parse_text_of(std::string_view verb, std::string_view rest) {
    if (verb == "!forbid") {
        auto await = parse_await(rest);
        if (!await || await->from == Side::server)
            return wrong("!forbid what? As in: !forbid C: DONE");
        return Forbid{std::move(await->pattern)};
    }
    auto text = parse_line(rest);
    if (!text) return wrong(text.error());
    if (verb == "!instead") return Instead{std::move(*text)};
    return Say{verb == "!client" ? Side::client : Side::server,
               std::move(*text)};
}

Result<What> parse_what(std::string_view written) {
    if (!written.starts_with('!')) {
        auto await = parse_await(written);
        if (!await) return wrong(await.error());
        return std::move(*await);
    }
    auto rest = written;
    const auto verb = take_word(rest);
    if (auto bare = parse_bare(verb); bare && rest.empty())
        return std::move(*bare);
    if (verb == "!split") return parse_split(rest);
    if (verb == "!wait") return parse_time(rest);
    if (verb == "!instead" || verb == "!server" || verb == "!client" ||
        verb == "!forbid")
        return parse_text_of(verb, rest);
    if ((verb == "!deliver" || verb == "!expunge") && !rest.empty()) {
        if (verb == "!deliver") return Deliver{std::string(rest)};
        return Expunge{std::string(rest)};
    }
    return wrong(std::string(steps));
}

/// Returns the name that a line of ours needs and that has no value.
std::optional<std::string> unknown(const transcript::Text& text,
                                   const std::set<std::string>& known) {
    for (const auto& piece : text)
        if (const auto* name = std::get_if<transcript::Name>(&piece);
            name && !known.contains(name->name))
            return "<" + name->name +
                   "> has no value there; a line before it gives it one";
    return std::nullopt;
}

void add_names(const transcript::Text& text, std::set<std::string>& known) {
    for (const auto& piece : text)
        if (const auto* name = std::get_if<transcript::Name>(&piece))
            known.insert(name->name);
}

/// Reads a file line by line.
class Reader {
public:
    explicit Reader(const std::string& name) { scenario_.name = name; }

    /// Returns what is wrong with the line; nothing if it is right.
    std::optional<std::string> read(std::string_view line, std::size_t number);
    std::optional<std::string> end() const;
    Scenario take() { return std::move(scenario_); }

private:
    std::optional<std::string> read_comment(std::string_view text);
    std::optional<std::string> read_header(std::string_view line);
    std::optional<std::string> read_rule(Result<What> what);
    std::optional<std::string> read_step(What what, std::string_view line,
                                         std::size_t number);
    bool follows_a_line() const {
        return !scenario_.steps.empty() &&
               std::holds_alternative<Await>(scenario_.steps.back().what);
    }

    std::optional<std::string> check_names(const What& what);

    Scenario scenario_;
    std::set<std::string> known_; ///< names that have a value
    std::optional<Await> always_; ///< its treatment has yet to come
};

std::optional<std::string> Reader::read_comment(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("# "), text.size()));
    if (!scenario_.steps.empty()) return std::nullopt;
    auto& to = scenario_.title.empty() ? scenario_.title : scenario_.about;
    if (!to.empty()) to += ' ';
    to += text;
    return std::nullopt;
}

std::optional<std::string> Reader::read_header(std::string_view line) {
    const auto name = take_word(line);
    if (line.empty()) return std::string(name) + " what?";
    if (name == "@spec") {
        scenario_.spec = line;
    } else if (name == "@hide") {
        while (!line.empty()) scenario_.hidden.emplace_back(take_word(line));
    } else if (name == "@patience") {
        const auto time = transcript::parse_duration(line);
        if (!time) return "@patience how long? As in: @patience 40s";
        scenario_.patience =
            std::chrono::duration_cast<std::chrono::seconds>(*time);
    } else if (name == "@always") {
        auto await = parse_await(line);
        if (!await) return "@always what? As in: @always S: * <n> RECENT";
        always_ = std::move(*await);
    } else {
        return "there are the headers @spec, @hide, @patience and @always";
    }
    return std::nullopt;
}

std::optional<std::string> Reader::read_rule(Result<What> what) {
    if (what && std::holds_alternative<Drop>(*what)) {
        scenario_.rules.push_back({*std::move(always_), std::nullopt});
    } else if (what && std::holds_alternative<Instead>(*what)) {
        auto names = known_;
        add_names(always_->pattern, names);
        if (auto trouble = unknown(std::get<Instead>(*what).text, names))
            return trouble;
        scenario_.rules.push_back(
            {*std::move(always_), std::get<Instead>(*std::move(what)).text});
    } else {
        return wants_treatment;
    }
    always_.reset();
    return std::nullopt;
}

std::optional<std::string> Reader::check_names(const What& what) {
    if (const auto* await = std::get_if<Await>(&what))
        add_names(await->pattern, known_);
    if (const auto* instead = std::get_if<Instead>(&what))
        return unknown(instead->text, known_);
    if (const auto* say = std::get_if<Say>(&what))
        return unknown(say->text, known_);
    return std::nullopt;
}

std::optional<std::string> Reader::read_step(What what, std::string_view line,
                                             std::size_t number) {
    const bool treats = std::holds_alternative<Drop>(what) ||
                        std::holds_alternative<Instead>(what) ||
                        std::holds_alternative<Hold>(what) ||
                        std::holds_alternative<Split>(what);
    if (treats && !follows_a_line())
        return std::string(line) + " stands beneath the line that it treats";
    if (auto trouble = check_names(what)) return trouble;
    if (scenario_.steps.size() == transcript::limits::steps)
        return "there are too many steps";
    scenario_.steps.push_back({number, std::string(line), std::move(what)});
    return std::nullopt;
}

std::optional<std::string> Reader::read(std::string_view line,
                                        std::size_t number) {
    line = line.substr(0, line.find_last_not_of(" \r") + 1);
    if (line.empty()) return std::nullopt;
    if (line.starts_with('#')) return read_comment(line);
    if (const auto comment = line.find("  #"); comment != line.npos)
        line =
            line.substr(0, line.substr(0, comment).find_last_not_of(' ') + 1);
    if (line.starts_with('@')) {
        if (!scenario_.steps.empty() || always_)
            return "headers stand before the first step";
        return read_header(line);
    }
    auto what = parse_what(line);
    if (always_) return read_rule(std::move(what));
    if (!what) return what.error();
    return read_step(*std::move(what), line, number);
}

std::optional<std::string> Reader::end() const {
    if (scenario_.title.empty())
        return "the first line says what goes wrong, behind a #";
    if (always_) return wants_treatment;
    if (scenario_.steps.empty()) return "there is no step";
    return std::nullopt;
}

} // namespace

tl::expected<Scenario, std::string> parse(std::string_view text,
                                          const std::string& name) {
    Reader reader(name);
    std::size_t number = 0;
    std::optional<std::string> trouble;
    while (!text.empty() && !trouble) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        trouble = reader.read(line, ++number);
    }
    if (!trouble) trouble = reader.end();
    if (trouble)
        return wrong(name + ".fault:" + std::to_string(number) + ": " +
                     *trouble);
    return reader.take();
}

} // namespace kit::proxy
