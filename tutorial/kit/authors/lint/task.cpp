#include "tutorial/kit/authors/lint/task.hpp"

#include "tutorial/kit/authors/lint/exercise_file.hpp"
#include "tutorial/kit/authors/lint/wrong_program.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <set>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t least_wrong = 4;
constexpr std::size_t most_octets = 1U << 20U;

bool is_program(const fs::path& file) {
    return file.extension() == ".cpp" || file.extension() == ".py";
}

bool has_to_do(const fs::path& file) {
    return read_file(file.string(), most_octets).find("TODO") !=
           std::string::npos;
}

class TaskCheck {
public:
    TaskCheck(const ExerciseFolder& exercise, Problems& problems)
        : exercise_(exercise), problems_(problems) {}

    void check_page(const Page& page, const Exercise& file);
    void check_starters(const std::string& role);
    void check_wrong(std::size_t least, bool update);

private:
    void report(const fs::path& file, std::size_t line, std::string what) {
        problems_.push_back({file.string(), line, std::move(what)});
    }

    const ExerciseFolder& exercise_;
    Problems& problems_;
};

void TaskCheck::check_page(const Page& page, const Exercise& file) {
    const auto title = "# " + exercise_.number + ' ' + file.title;
    if (page.lines.empty() || pages::trim_end(page.lines[0]) != title)
        report(page.file, 1,
               "the first line must be as the title in exercise.json: `" +
                   title + '`');
    const auto minutes = "About " + std::to_string(file.minutes) + " minutes";
    const auto contains = [&](const std::string& text) {
        return std::ranges::any_of(page.prose, [&](const auto& line) {
            return line.find(text) != std::string::npos;
        });
    };
    if (!contains(minutes))
        report(page.file, 0, "does not say `" + minutes + "`");
    if (!contains("kit check " + exercise_.number))
        report(page.file, 0,
               "does not say when it is done: `kit check " + exercise_.number +
                   '`');
}

void TaskCheck::check_starters(const std::string& role) {
    std::set<std::string> solutions;
    for (const auto& file : exercise_.files("solution")) {
        solutions.insert(file.filename());
        if (is_program(file) && has_to_do(file))
            report(file, 0, "a solution with a TODO");
    }
    std::size_t count = 0;
    for (const auto& file : exercise_.files("starter")) {
        if (file.stem() != role || !is_program(file)) continue;
        ++count;
        if (!has_to_do(file))
            report(file, 0, "no TODO shows what there is to do");
        if (!solutions.contains(file.filename()))
            report(file, 0, "has no solution of the same name");
    }
    if (count == 0)
        report(exercise_.path / "starter", 0,
               "has no " + role + ".cpp or " + role + ".py");
}

void TaskCheck::check_wrong(std::size_t least, bool update) {
    std::set<std::string> names;
    for (const auto& file : exercise_.files("wrong")) {
        if (!is_wrong_program(file)) continue;
        if (!names.insert(file.stem()).second)
            report(file, 0, "another wrong program has this name, too");
        if (const auto program = read_wrong(file); !program)
            problems_.push_back(program.error());
        const auto text = fs::path(file).replace_extension(".txt");
        if (!update && !fs::exists(text))
            report(file, 0,
                   "what kit check says of it is not in " +
                       text.filename().string() +
                       "; write it with kit lint --update, and read it");
    }
    if (names.size() < least)
        report(exercise_.path / "wrong", 0,
               "has " + std::to_string(names.size()) +
                   " wrong programs; there must be " + std::to_string(least) +
                   " or more");
}

} // namespace

unsigned check_task(const ExerciseFolder& exercise, const Chapter& chapter,
                    bool update, LinkCheck& links, Problems& problems) {
    TaskCheck check(exercise, problems);
    const auto file = check_exercise_file(exercise, links, problems);
    if (!file) return 0;
    const auto name = (exercise.path / "TASK.md").string();
    for (const auto& page : chapter.pages)
        if (page.file == name) check.check_page(page, *file);
    check.check_starters(file->program());
    check.check_wrong(file->is_step() ? least_wrong_of_step : least_wrong,
                      update);
    return file->is_step() ? 0 : file->minutes;
}

} // namespace kit::lint
