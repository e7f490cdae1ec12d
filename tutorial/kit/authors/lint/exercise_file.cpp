#include "tutorial/kit/authors/lint/exercise_file.hpp"

#include "tutorial/kit/conversation/transcript_file.hpp"

#include <stdexcept>

namespace kit::lint {

namespace {

void check_wire(const Exercise::Check& check, const std::string& file,
                Problems& problems) try {
    read_transcript(check.wire.string());
} catch (const std::runtime_error& error) {
    problems.push_back({file, check.wire_line, error.what()});
}

bool read(Exercise& exercise, std::vector<ExerciseProblem>& found,
          const std::string& file, Problems& problems) try {
    return read_exercise_file(exercise, found);
} catch (const std::runtime_error& error) {
    problems.push_back({file, 0, error.what()});
    return false;
}

} // namespace

std::optional<Exercise> check_exercise_file(const ExerciseFolder& folder,
                                            LinkCheck& links,
                                            Problems& problems) {
    const auto file = (folder.path / "exercise.json").string();
    Exercise exercise;
    exercise.number = folder.number;
    exercise.name = folder.name;
    exercise.folder = folder.path;
    std::vector<ExerciseProblem> found;
    const bool is_read = read(exercise, found, file, problems);
    for (auto& problem : found)
        problems.push_back({file, problem.line, std::move(problem.what)});
    if (!is_read) return std::nullopt;
    for (const auto& check : exercise.checks) {
        if (!check.link.empty()) links.check(check.link, file, check.link_line);
        if (!check.wire.empty()) check_wire(check, file, problems);
    }
    return exercise;
}

} // namespace kit::lint
