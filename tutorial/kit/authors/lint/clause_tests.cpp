#include "tutorial/kit/authors/lint/clause_tests.hpp"

#include "tutorial/kit/authors/lint/chapter.hpp"
#include "tutorial/kit/authors/lint/rejection.hpp"
#include "tutorial/kit/authors/lint/wrong_program.hpp"
#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>

namespace kit::lint {

namespace fs = std::filesystem;
using Kind = ClauseTest::Kind;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

/// Returns what `@spec` says. Files of both kinds, .wire and .fault, have it.
std::string spec_of(const fs::path& file) {
    const std::string header = "@spec ";
    for (const auto& line :
         pages::split_lines(read_file(file.string(), most_octets)))
        if (line.starts_with(header))
            return pages::trim_end(line.substr(header.size()));
    return {};
}

void add_folder(const fs::path& folder, Kind kind, const std::string& group,
                std::vector<ClauseTest>& tests) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (const auto end = entry.path().extension();
            end == ".wire" || end == ".fault")
            files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files)
        tests.push_back({kind, group, file.stem(), spec_of(file), {}});
}

void add_exercise(const ExerciseFolder& folder,
                  std::vector<ClauseTest>& tests) {
    Exercise exercise;
    exercise.number = folder.number;
    exercise.folder = folder.path;
    std::vector<ExerciseProblem> reported; // by check_task()
    if (!read_exercise_file(exercise, reported)) return;
    const auto first = tests.size();
    for (const auto& check : exercise.checks)
        if (fs::exists(check.wire))
            tests.push_back({Kind::check,
                             folder.number,
                             check.name,
                             spec_of(check.wire),
                             {}});
    for (const auto& file : folder.files("wrong"))
        if (is_wrong_program(file))
            for (auto i = first; i < tests.size(); ++i)
                if (tests[i].name == named_check(file))
                    tests[i].rejects.push_back(file.stem());
}

} // namespace

std::vector<ClauseTest> read_clause_tests(const fs::path& tutorial) {
    std::vector<ClauseTest> tests;
    Problems reported; // by check_files()
    const auto chapters = find_chapters(tutorial);
    for (const auto& chapter : chapters)
        add_folder(chapter, Kind::transcript, chapter.filename(), tests);
    const auto beside = tutorial.parent_path() / "tests";
    add_folder(beside / "wire" / "toy", Kind::suite, "toy", tests);
    add_folder(beside / "wire" / "imap", Kind::suite, "imap", tests);
    add_folder(beside / "wire" / "examination", Kind::suite, "examination",
               tests);
    add_folder(beside / "faults", Kind::suite, "fault", tests);
    add_folder(beside / "wire" / "providers", Kind::suite, "provider", tests);
    for (const auto& chapter : chapters)
        for (const auto& exercise : read_chapter(chapter, reported).exercises)
            add_exercise(exercise, tests);
    return tests;
}

} // namespace kit::lint
