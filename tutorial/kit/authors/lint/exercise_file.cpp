#include "tutorial/kit/authors/lint/exercise_file.hpp"

#include "common/transcript/cut.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/files.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace lint {

using nlohmann::json;

namespace {

constexpr std::size_t most_octets = 256U * 1024;
constexpr std::size_t hint_count = 3;
constexpr unsigned most_minutes = 120;

const std::set<std::string> fields{"version",   "title",        "role",
                                   "minutes",   "checks",       "hints",
                                   "arguments", "failure_hints"};
const std::set<std::string> check_fields{"name",   "wire", "cuts",
                                         "points", "rule", "link"};

/// A text that says something, or nothing.
std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return {};
    return found->get<std::string>();
}

class FileCheck {
public:
    FileCheck(const ExerciseFolder& exercise, LinkCheck& links,
              Problems& problems)
        : file_((exercise.path / "exercise.json").string()),
          folder_(exercise.path), links_(links), problems_(problems) {}

    std::optional<ExerciseFile> check();

private:
    void report(const std::string& near, const std::string& what);
    std::size_t line_of(const std::string& near) const;
    void check_fields_of(const json& object,
                         const std::set<std::string>& known);
    ExerciseFile check_head(const json& all);
    void check_hints(const json& all);
    void check_checks(const json& all);
    void check_one(const json& check);
    void check_wire(const std::string& wire);
    void check_cuts(const json& check);

    std::string file_;
    std::filesystem::path folder_;
    LinkCheck& links_;
    Problems& problems_;
    std::string text_;
    std::set<std::string> names_; ///< of checks
};

std::size_t FileCheck::line_of(const std::string& near) const {
    const auto at = text_.find('"' + near + '"');
    if (at == text_.npos) return 0;
    return 1 + static_cast<std::size_t>(std::count(
                   text_.begin(),
                   text_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void FileCheck::report(const std::string& near, const std::string& what) {
    problems_.push_back({file_, line_of(near), what});
}

void FileCheck::check_fields_of(const json& object,
                                const std::set<std::string>& known) {
    for (const auto& [name, value] : object.items())
        if (!known.contains(name)) report(name, "unknown field " + name);
}

ExerciseFile FileCheck::check_head(const json& all) {
    ExerciseFile head{text_of(all, "title"), text_of(all, "role"), 0};
    if (all.value("version", json()) != 1)
        report("version", "the version must be 1");
    if (head.title.empty()) report("title", "has no title");
    if (head.role != "server" && head.role != "client")
        report("role", "the role must be server or client");
    const auto minutes = all.value("minutes", json());
    if (minutes.is_number_unsigned()) head.minutes = minutes.get<unsigned>();
    if (head.minutes == 0 || head.minutes > most_minutes)
        report("minutes", "the minutes must be a number from 1 to " +
                              std::to_string(most_minutes));
    if (all.contains("arguments") && !all["arguments"].is_string())
        report("arguments", "the arguments must be a text");
    return head;
}

void FileCheck::check_hints(const json& all) {
    const auto hints = all.value("hints", json::array());
    std::size_t good = 0;
    for (const auto& hint : hints)
        if (hint.is_string() && !hint.get<std::string>().empty()) ++good;
    if (good != hint_count || hints.size() != hint_count)
        report("hints",
               "there must be three hints; here are " + std::to_string(good));
    // Named: a range-for does not keep what `items()` was called on.
    const auto failure_hints = all.value("failure_hints", json::object());
    for (const auto& [name, hint] : failure_hints.items()) {
        if (!names_.contains(name))
            report(name, "failure_hints: there is no check " + name);
        if (!hint.is_string() || hint.get<std::string>().empty())
            report(name, "failure_hints: " + name + " says nothing");
    }
}

void FileCheck::check_checks(const json& all) {
    const auto checks = all.value("checks", json::array());
    if (checks.empty()) report("checks", "has no checks");
    for (const auto& check : checks) {
        if (check.is_object())
            check_one(check);
        else
            report("checks", "a check must be an object");
    }
}

void FileCheck::check_one(const json& check) {
    check_fields_of(check, check_fields);
    const auto name = text_of(check, "name");
    if (name.empty())
        report("checks", "a check has no name");
    else if (!names_.insert(name).second)
        report(name, "two checks are named " + name);
    if (text_of(check, "rule").empty())
        report(name, "the check " + name +
                         " has no rule: the sentence that it "
                         "teaches");
    const auto points = check.value("points", json(1U));
    if (!points.is_number_unsigned() || points == 0U)
        report(name, "the points of " + name + " must be a number from 1");
    const auto link = text_of(check, "link");
    if (link.empty())
        report(name, "the check " + name + " has no link to its rule");
    else
        links_.check(link, file_, line_of(link));
    check_wire(text_of(check, "wire"));
    check_cuts(check);
}

void FileCheck::check_wire(const std::string& wire) {
    if (wire.empty()) return report("checks", "a check has no wire");
    try {
        read_transcript((folder_ / wire).string());
    } catch (const std::runtime_error& error) {
        report(wire, error.what());
    }
}

void FileCheck::check_cuts(const json& check) {
    for (const auto& cut : check.value("cuts", json::array()))
        if (!cut.is_string() || !transcript::parse_cut(cut.get<std::string>()))
            report("cuts", "there is no cut " + cut.dump());
}

std::optional<ExerciseFile> FileCheck::check() {
    try {
        text_ = read_file(file_, most_octets);
        const auto all = json::parse(text_);
        if (!all.is_object()) throw std::runtime_error("must be an object");
        check_fields_of(all, fields);
        auto head = check_head(all);
        check_checks(all);
        check_hints(all);
        return head;
    } catch (const std::exception& error) {
        problems_.push_back({file_, 0, error.what()});
        return std::nullopt;
    }
}

} // namespace

std::optional<ExerciseFile> check_exercise_file(const ExerciseFolder& exercise,
                                                LinkCheck& links,
                                                Problems& problems) {
    return FileCheck(exercise, links, problems).check();
}

} // namespace lint
