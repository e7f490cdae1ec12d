#include "tutorial/kit/authors/lint/coverage.hpp"

#include "tutorial/kit/authors/lint/rejection.hpp"
#include "tutorial/kit/authors/lint/wrong_program.hpp"
#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

/// The wrong programs of an exercise whose task has numbered sentences.
constexpr std::size_t least_wrong = 12;

/// The first lines of a wrong program, where it may say what it breaks.
constexpr std::size_t head_lines = 12;

/// A wrong program, and what its files say of it.
struct Wrong {
    fs::path file;
    std::vector<std::size_t> sentences; ///< of the task
    std::string check;                  ///< the first that rejects it
};

/// A numbered sentence of a task.
struct Sentence {
    std::string begin;      ///< its first line
    bool is_checked = true; ///< false: it says that no check can see it
};

std::vector<Sentence> read_sentences(const fs::path& task) {
    static const pages::Regex numbered(R"((\d{1,2})\. (.+))");
    std::vector<Sentence> found;
    for (const auto& line :
         pages::split_lines(read_file(task.string(), most_octets))) {
        const auto parts = numbered.match(line);
        if (parts && std::stoul((*parts)[1]) == found.size() + 1)
            found.push_back({(*parts)[2]});
        else if (!found.empty() && line.starts_with(' ') &&
                 line.find("check cannot see") != line.npos)
            found.back().is_checked = false;
    }
    return found;
}

/// Reads `# Task: 1, 3` in the head of a wrong program.
std::vector<std::size_t> read_tasks(const std::string& text) {
    const std::string mark = "Task: ";
    std::vector<std::size_t> found;
    auto lines = pages::split_lines(text);
    lines.resize(std::min(lines.size(), head_lines));
    for (const auto& line : lines) {
        const auto at = line.find(mark);
        if (at == line.npos) continue;
        std::istringstream numbers(line.substr(at + mark.size()));
        for (std::string number; std::getline(numbers, number, ',');)
            found.push_back(std::strtoul(number.c_str(), nullptr, 10));
    }
    return found;
}

std::vector<Wrong> read_wrongs(const ExerciseFolder& exercise) {
    std::vector<Wrong> found;
    for (const auto& file : exercise.files("wrong"))
        if (is_wrong_program(file))
            found.push_back({file,
                             read_tasks(read_file(file.string(), most_octets)),
                             named_check(file)});
    return found;
}

std::string spec_of(const Exercise& exercise, const std::string& name) {
    const auto check =
        std::ranges::find(exercise.checks, name, &Exercise::Check::name);
    if (check == exercise.checks.end()) return {};
    return read_transcript(check->wire.string()).spec;
}

std::string row(const std::string& sentence, const Wrong& wrong,
                const std::string& spec) {
    return "| " + sentence + " | " + wrong.file.stem().string() + " | " +
           wrong.check + " | " + spec + " |";
}

/// The table, and the sentences and checks that have no row.
class Table {
public:
    Table(const ExerciseFolder& folder, const Exercise& exercise,
          Problems& problems)
        : folder_(folder), exercise_(exercise), problems_(problems),
          wrongs_(read_wrongs(folder)) {}

    pages::Lines make(const std::vector<Sentence>& sentences);

private:
    void report(const fs::path& file, std::string what) {
        problems_.push_back({file.string(), 0, std::move(what)});
    }
    void check_marks(std::size_t sentences);

    const ExerciseFolder& folder_;
    const Exercise& exercise_;
    Problems& problems_;
    std::vector<Wrong> wrongs_;
};

/// Checks that each wrong program breaks a sentence of the task that there is,
/// or one of the toy's page that its check names.
void Table::check_marks(std::size_t sentences) {
    for (const auto& wrong : wrongs_) {
        for (const auto number : wrong.sentences)
            if (number == 0 || number > sentences)
                report(wrong.file,
                       "the task has no sentence " + std::to_string(number));
        if (wrong.sentences.empty() && spec_of(exercise_, wrong.check).empty())
            report(wrong.file, "does not say which sentence of the task it "
                               "breaks: `# Task: 3`");
    }
    for (const auto& check : exercise_.checks)
        if (std::ranges::count(wrongs_, check.name, &Wrong::check) == 0)
            report(folder_.path / "wrong",
                   "no wrong program is rejected by " + check.name);
}

pages::Lines Table::make(const std::vector<Sentence>& sentences) {
    check_marks(sentences.size());
    const auto least = exercise_.is_step() ? least_wrong_of_step : least_wrong;
    if (wrongs_.size() < least)
        report(folder_.path / "wrong",
               "has " + pages::counted(wrongs_.size(), "wrong program") +
                   "; there must be " + std::to_string(least) + " or more");
    pages::Lines lines{
        "# " + folder_.number + ": what is broken, and what finds it",
        "",
        "Written by `kit lint --update`.",
        "",
        "| Sentence of the task | Wrong program | Rejected by | Tests |",
        "|---|---|---|---|"};
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto before = lines.size();
        for (const auto& wrong : wrongs_)
            if (std::ranges::count(wrong.sentences, i + 1) > 0)
                lines.push_back(
                    row(std::to_string(i + 1) + ' ' + sentences[i].begin, wrong,
                        spec_of(exercise_, wrong.check)));
        if (lines.size() == before && sentences[i].is_checked)
            report(folder_.path / "TASK.md",
                   "no wrong program breaks sentence " + std::to_string(i + 1));
    }
    for (const auto& wrong : wrongs_)
        if (wrong.sentences.empty())
            lines.push_back(
                row("none of its own", wrong, spec_of(exercise_, wrong.check)));
    return lines;
}

} // namespace

void check_coverage(const ExerciseFolder& folder, bool update,
                    Problems& problems) {
    Exercise exercise;
    exercise.number = folder.number;
    exercise.folder = folder.path;
    std::vector<ExerciseProblem> reported; // by check_task()
    if (!read_exercise_file(exercise, reported)) return;
    const auto task = folder.path / "TASK.md";
    if (!fs::exists(task)) return; // that was reported, too
    const auto sentences = read_sentences(task);
    if (sentences.empty()) return;
    const auto file = folder.path / "wrong" / "TABLE.md";
    const auto fresh =
        pages::join_lines(Table(folder, exercise, problems).make(sentences));
    const auto kept =
        fs::exists(file) ? read_file(file.string(), most_octets) : "";
    if (fresh == kept) return;
    if (update)
        std::ofstream(file, std::ios::binary) << fresh;
    else
        problems.push_back({file.string(), 0,
                            "is not as the wrong programs are now; write it "
                            "with kit lint --update"});
}

} // namespace kit::lint
