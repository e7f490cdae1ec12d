#include "common/transcript/cut.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace kit {

using nlohmann::json;

namespace {

constexpr std::size_t longest_file = 256 * 1024;
constexpr std::size_t hint_count = 3;
constexpr unsigned most_minutes = 120;

using Fields = std::set<std::string>;

const Fields fields{"version", "title", "role",      "minutes",
                    "checks",  "hints", "arguments", "failure_hints"};
const Fields check_fields{"name", "wire", "cuts", "points", "rule", "link"};

/// Reads one exercise.json. report() adds a problem that makes checks
/// impossible, advise() one that only the author must know.
class FileReader {
public:
    FileReader(Exercise& exercise, std::vector<ExerciseProblem>& problems)
        : exercise_(exercise), problems_(problems) {}

    bool read(const std::string& file);

private:
    void add(const std::string& near, std::string what, bool can_be_checked);
    void report(const std::string& near, std::string what) {
        add(near, std::move(what), false);
    }
    void advise(const std::string& near, std::string what) {
        add(near, std::move(what), true);
    }
    std::size_t line_of(const std::string& near) const;
    void check_fields_of(const json& object, const Fields& known);
    std::string text_of(const json& object, const std::string& field);

    void read_head(const json& all);
    void read_checks(const json& all);
    void read_check(const json& written);
    void read_cuts(const json& written, Exercise::Check& check);
    void read_hints(const json& all);
    void read_failure_hints(const json& all);

    Exercise& exercise_;
    std::string text_;
    std::vector<ExerciseProblem>& problems_;
};

/// Returns the line where `near` stands first, in quotes.
std::size_t FileReader::line_of(const std::string& near) const {
    const auto at = text_.find('"' + near + '"');
    if (at == text_.npos) return 0;
    return 1 + static_cast<std::size_t>(std::count(
                   text_.begin(),
                   text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void FileReader::add(const std::string& near, std::string what,
                     bool can_be_checked) {
    problems_.push_back({line_of(near), std::move(what), can_be_checked});
}

void FileReader::check_fields_of(const json& object, const Fields& known) {
    for (const auto& [name, value] : object.items())
        if (!known.contains(name)) advise(name, "unknown field " + name);
}

/// Returns the text of a field; empty when there is no such field.
std::string FileReader::text_of(const json& object, const std::string& field) {
    const auto found = object.find(field);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    report(field, "the field " + field + " must be a text");
    return {};
}

void FileReader::read_head(const json& all) {
    if (all.value("version", json()) != 1)
        report("version", "the version must be 1");
    exercise_.title = text_of(all, "title");
    if (exercise_.title.empty()) report("title", "has no title");
    const auto role = text_of(all, "role");
    if (role != "server" && role != "client")
        report("role", "the role must be server or client");
    if (role == "client") exercise_.role = transcript::Side::client;
    const auto minutes = all.value("minutes", json());
    if (minutes.is_number_unsigned())
        exercise_.minutes = minutes.get<unsigned>();
    if (exercise_.minutes == 0 || exercise_.minutes > most_minutes)
        add("minutes",
            "the minutes must be a number from 1 to " +
                std::to_string(most_minutes),
            minutes.is_number_unsigned());
    exercise_.arguments = text_of(all, "arguments");
}

void FileReader::read_checks(const json& all) {
    const auto checks = all.value("checks", json::array());
    if (checks.empty()) report("checks", "has no checks");
    for (const auto& check : checks) {
        if (check.is_object())
            read_check(check);
        else
            report("checks", "a check must be an object");
    }
}

void FileReader::read_check(const json& written) {
    check_fields_of(written, check_fields);
    Exercise::Check check;
    check.name = text_of(written, "name");
    if (check.name.empty())
        report("checks", "a check has no name");
    else if (std::ranges::count(exercise_.checks, check.name,
                                &Exercise::Check::name) > 0)
        advise(check.name, "two checks are named " + check.name);
    check.rule = text_of(written, "rule");
    if (check.rule.empty())
        add(check.name,
            "the check " + check.name +
                " has no rule: the sentence that it teaches",
            written.contains("rule"));
    const auto points = written.value("points", json(1U));
    if (points.is_number_unsigned()) check.points = points.get<unsigned>();
    if (!points.is_number_unsigned() || check.points == 0)
        add(check.name,
            "the points of " + check.name + " must be a number from 1",
            points.is_number_unsigned());
    check.link = text_of(written, "link");
    if (check.link.empty())
        advise(check.name,
               "the check " + check.name + " has no link to its rule");
    const auto wire = text_of(written, "wire");
    if (wire.empty())
        report("checks", "a check has no wire");
    else
        check.wire = exercise_.folder / wire;
    check.wire_line = line_of(wire);
    check.link_line = line_of(check.link);
    read_cuts(written, check);
    exercise_.checks.push_back(std::move(check));
}

void FileReader::read_cuts(const json& written, Exercise::Check& check) {
    using enum transcript::Cut::Kind;
    if (!written.contains("cuts")) {
        check.cuts = {{whole}, {bytes}, {crlf}, {glued}, {random}};
        return;
    }
    for (const auto& name : written["cuts"]) {
        const auto cut = name.is_string()
                             ? transcript::parse_cut(name.get<std::string>())
                             : std::nullopt;
        if (cut)
            check.cuts.push_back(*cut);
        else
            report("cuts", "there is no cut " + name.dump());
    }
    if (written["cuts"].empty()) report("cuts", "a check needs a cut");
}

void FileReader::read_hints(const json& all) {
    const auto hints = all.value("hints", json::array());
    for (const auto& hint : hints)
        if (hint.is_string() && !hint.get<std::string>().empty())
            exercise_.hints.push_back(hint.get<std::string>());
    const auto good = exercise_.hints.size();
    const auto least = exercise_.is_step() ? 1 : hint_count;
    if (good < least || good > hint_count || hints.size() != good)
        advise("hints",
               "there must be three hints; here are " + std::to_string(good));
}

void FileReader::read_failure_hints(const json& all) {
    // Named: a range-for does not keep what `items()` was called on.
    const auto hints = all.value("failure_hints", json::object());
    for (const auto& [name, hint] : hints.items()) {
        const auto check =
            std::ranges::find(exercise_.checks, name, &Exercise::Check::name);
        const bool says = hint.is_string() && !hint.get<std::string>().empty();
        if (check == exercise_.checks.end())
            advise(name, "failure_hints: there is no check " + name);
        else if (says)
            check->failure_hint = hint.get<std::string>();
        if (!says) advise(name, "failure_hints: " + name + " says nothing");
    }
}

bool FileReader::read(const std::string& file) {
    text_ = read_file(file, longest_file);
    try {
        const auto all = json::parse(text_);
        if (!all.is_object()) throw std::runtime_error("must be an object");
        check_fields_of(all, fields);
        read_head(all);
        read_checks(all);
        read_hints(all);
        read_failure_hints(all);
        return true;
    } catch (const std::exception& error) {
        problems_.push_back({0, error.what(), false});
        return false;
    }
}

} // namespace

bool read_exercise_file(Exercise& exercise,
                        std::vector<ExerciseProblem>& problems) {
    const auto file = exercise.folder / "exercise.json";
    return FileReader(exercise, problems).read(file.string());
}

void read_exercise(Exercise& exercise) {
    std::vector<ExerciseProblem> problems;
    read_exercise_file(exercise, problems);
    for (const auto& problem : problems) {
        if (problem.can_be_checked) continue;
        const auto line =
            problem.line > 0 ? ':' + std::to_string(problem.line) : "";
        throw std::runtime_error((exercise.folder / "exercise.json").string() +
                                 line + ": " + problem.what);
    }
}

} // namespace kit
