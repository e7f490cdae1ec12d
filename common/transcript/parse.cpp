#include "common/transcript/parse.hpp"

#include "common/framing/text.hpp"
#include "common/transcript/begin.hpp"
#include "common/transcript/limits.hpp"
#include "common/transcript/parse_header.hpp"
#include "common/transcript/parse_step.hpp"

#include <algorithm>

namespace transcript {

namespace {

constexpr std::string_view blanks = " \t";

/// Returns the line without the comment at its end and the blanks before that.
std::string_view without_comment(std::string_view line) {
    if (const auto comment = line.find("  #"); comment != line.npos)
        line = line.substr(0, comment);
    const auto last = line.find_last_not_of(blanks);
    return line.substr(0, last == line.npos ? 0 : last + 1);
}

/// Reads one line after the other.
class Reader {
public:
    explicit Reader(Transcript& found) : found_(found) {}

    /// Returns what is wrong with the line, or nothing.
    std::optional<std::string> read(std::string_view line, std::size_t number);
    std::optional<std::string> at_end();

private:
    std::optional<std::string> add_written(Step step);
    std::optional<std::string> add_all(const std::vector<BeginLines>& begins);
    std::optional<std::string> add(Step step);
    std::optional<std::string> add_to_group(Step step);
    std::optional<std::string> add_misses(std::string_view line,
                                          std::size_t number);

    Transcript& found_;
    std::optional<Step> group_;
    std::size_t octets_ = 0;
};

std::optional<std::string> Reader::read(std::string_view line,
                                        std::size_t number) {
    if (line.size() > limits::written_line)
        return "a line has at most " + std::to_string(limits::written_line) +
               " octets; \\{x*1001} repeats, and a \\ at the end goes on";
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string shown(line); // a tab is allowed
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    if (const auto fault = framing::find_fault(shown))
        return "there is " + std::string(name(fault->kind)) + " at octet " +
               std::to_string(fault->offset + 1) + "; write it as \\xHH";
    if (line.starts_with('#')) {
        if (found_.title.empty())
            found_.title = shown.substr(
                std::min(shown.size(), shown.find_first_not_of("# ")));
        return std::nullopt;
    }
    line = without_comment(line);
    if (line.empty()) return std::nullopt;
    if (line.starts_with('@')) {
        if (!found_.steps.empty() || group_)
            return "@ lines stand before the first step";
        return parse_header(line, number, found_);
    }
    if (line == "{") {
        if (group_) return "a { within { }";
        group_ = Step{number, "{ }", AnyOrder{}};
        return std::nullopt;
    }
    if (line == "}") {
        if (!group_) return "a } without its {";
        auto group = std::move(*group_);
        group_.reset();
        if (std::get<AnyOrder>(group.what).lines.empty())
            return "nothing between { and }";
        return add_written(std::move(group));
    }
    if (line.starts_with("!misses")) return add_misses(line, number);
    auto step = parse_step(line, number);
    if (!step) return step.error();
    return group_ ? add_to_group(std::move(*step))
                  : add_written(std::move(*step));
}

std::optional<std::string> Reader::at_end() {
    if (group_)
        return "the { of line " + std::to_string(group_->line) + " has no }";
    if (found_.steps.empty())
        return "no step: a transcript has lines as `C: count` and `S: ok 3`";
    return add_all(closing(found_.begins));
}

std::size_t octets(const Step& step) {
    const auto* line = std::get_if<Line>(&step.what);
    std::size_t sum = step.written.size();
    if (!line) return sum;
    for (const auto& piece : line->text)
        if (const auto* plain = std::get_if<Octets>(&piece))
            sum += plain->octets.size();
    return sum;
}

/// Adds a step of the file, and before the first one what `@begin` stands for.
std::optional<std::string> Reader::add_written(Step step) {
    if (found_.steps.empty() && !found_.begins.empty()) {
        if (found_.protocol != Protocol::imap)
            return "@begin is for IMAP: write @protocol imap above";
        if (auto what = add_all(opening(found_.begins))) return what;
    }
    return add(std::move(step));
}

std::optional<std::string>
Reader::add_all(const std::vector<BeginLines>& begins) {
    for (const auto& [begin, lines] : begins) {
        for (const auto& line : lines) {
            auto step = parse_step(line, begin.line);
            if (!step) return step.error();
            step->begin = begin.written;
            if (auto what = add(std::move(*step))) return what;
        }
    }
    return std::nullopt;
}

std::optional<std::string> Reader::add(Step step) {
    if (found_.steps.size() == limits::steps)
        return "a transcript has at most " + std::to_string(limits::steps) +
               " steps";
    octets_ += octets(step);
    if (octets_ > limits::all_text)
        return "all lines together may become at most " +
               std::to_string(limits::all_text) + " octets";
    found_.steps.push_back(std::move(step));
    return std::nullopt;
}

std::optional<std::string> Reader::add_misses(std::string_view line,
                                              std::size_t number) {
    if (group_) return "between { and } stand lines of the server only";
    auto steps = parse_misses(line, number);
    if (!steps) return steps.error();
    for (auto& step : *steps)
        if (auto fault = add(std::move(step))) return fault;
    return std::nullopt;
}

std::optional<std::string> Reader::add_to_group(Step step) {
    const auto* line = std::get_if<Line>(&step.what);
    auto& lines = std::get<AnyOrder>(group_->what).lines;
    if (!line || line->from != Side::server || line->end.empty())
        return "between { and } stand whole lines of the server: S: ok";
    if (lines.size() == limits::steps) return "too many lines in { }";
    octets_ += octets(step);
    if (octets_ > limits::all_text)
        return "all lines together may become at most " +
               std::to_string(limits::all_text) + " octets";
    lines.push_back(*line);
    return std::nullopt;
}

} // namespace

std::string print(const ParseError& error) {
    return error.file + ':' + std::to_string(error.line) + ": " + error.what;
}

tl::expected<Transcript, ParseError> parse(std::string_view text,
                                           std::string file) {
    Transcript found;
    found.file = file;
    std::size_t number = 1;
    const auto failed = [&](std::string what) {
        return tl::make_unexpected(
            ParseError{std::move(file), number, std::move(what)});
    };
    if (text.size() > limits::file)
        return failed("a transcript has at most " +
                      std::to_string(limits::file) + " octets");
    Reader reader(found);
    for (; !text.empty(); ++number) {
        const auto end = text.find('\n');
        if (auto what = reader.read(text.substr(0, end), number))
            return failed(std::move(*what));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    if (number > 1) --number; // the last line
    if (auto what = reader.at_end()) return failed(std::move(*what));
    return found;
}

} // namespace transcript
