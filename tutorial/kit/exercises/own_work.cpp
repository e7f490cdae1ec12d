#include "tutorial/kit/exercises/own_work.hpp"

#include "tutorial/kit/exercises/course.hpp"

#include <stdexcept>

namespace kit {

namespace fs = std::filesystem;

OwnWork own_work(const std::string& number) {
    auto exercise = load_exercise(number_or_here(number));
    auto folder = own_folder(exercise);
    return {std::move(exercise), std::move(folder)};
}

fs::path own_folder(const Exercise& exercise) {
    auto folder = find_work(exercise, fs::current_path());
    if (!folder)
        throw std::runtime_error(
            "there is no folder " + exercise.name +
            " here; go to where you started it, or begin with: kit start " +
            exercise.number);
    return std::move(*folder);
}

std::string number_or_here(const std::string& number) {
    auto chosen = number.empty() ? exercise_here(fs::current_path()) : number;
    if (chosen.empty())
        throw std::runtime_error(
            "which exercise? Write its number, as 1.1, or go to its folder");
    return chosen;
}

Progress progress_of(const Exercise& exercise, const fs::path& folder) {
    auto progress = read_progress(folder).value_or(Progress{});
    progress.exercise = exercise.number;
    return progress;
}

} // namespace kit
