#include "tutorial/kit/exercises/course.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <stdexcept>

namespace kit {

namespace fs = std::filesystem;

namespace {

/// A folder with a number in its name: "03-push" is 3 and "push".
struct Numbered {
    unsigned number;
    std::string words;
    fs::path folder;
};

std::vector<Numbered> numbered_folders(const fs::path& folder) {
    std::vector<Numbered> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename().string();
        const auto dash = name.find('-');
        if (dash == 0 || dash > 3 || dash + 1 == name.size()) continue;
        if (name.find_first_not_of("0123456789") != dash) continue;
        if (!entry.is_directory(error)) continue;
        found.push_back({static_cast<unsigned>(std::stoul(name)),
                         name.substr(dash + 1), entry.path()});
    }
    std::ranges::sort(found, {}, &Numbered::number);
    return found;
}

std::vector<Exercise> all_exercises() {
    std::vector<Exercise> found;
    for (const auto& chapter : numbered_folders(tutorial_folder()))
        for (auto& exercise : numbered_folders(chapter.folder / "exercises")) {
            Exercise place;
            place.number = std::to_string(chapter.number) + '.' +
                           std::to_string(exercise.number);
            place.name = place.number + '-' + exercise.words;
            place.folder = std::move(exercise.folder);
            found.push_back(std::move(place));
        }
    return found;
}

} // namespace

fs::path tutorial_folder() {
    const char* const other = std::getenv("KIT_TUTORIAL");
    const fs::path folder = other && *other ? other : KIT_TUTORIAL_FOLDER;
    auto whole = fs::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

std::vector<Exercise> list_exercises(const std::string& number) {
    auto all = all_exercises();
    if (all.empty())
        throw std::runtime_error(
            "there are no exercises in " + tutorial_folder().string() +
            "; set KIT_TUTORIAL to the folder tutorial of the course");
    std::string known;
    for (const auto& one : all)
        known += (known.empty() ? "" : ", ") + one.number;
    if (!number.empty())
        std::erase_if(all, [&](const Exercise& one) {
            return one.number != number &&
                   !one.number.starts_with(number + '.');
        });
    if (all.empty())
        throw std::runtime_error("there is no exercise " + number +
                                 "; there are " + known);
    return all;
}

std::vector<Exercise> load_exercises(const std::string& number) {
    if (number == examination_name) return {load_exercise(number)};
    auto found = list_exercises(number);
    for (auto& exercise : found) read_exercise(exercise);
    return found;
}

Exercise load_exercise(const std::string& number) {
    if (number == examination_name)
        if (auto found = find_examination()) return std::move(*found);
    auto found = list_exercises(number);
    if (found.front().number != number)
        throw std::runtime_error("which one of chapter " + number + "? Write " +
                                 found.front().number);
    read_exercise(found.front());
    return std::move(found.front());
}

std::optional<Exercise> find_examination() {
    Exercise place;
    place.folder = tutorial_folder() / "examination";
    std::error_code error;
    if (!fs::is_directory(place.folder, error)) return std::nullopt;
    place.number = place.name = examination_name;
    place.title = "The examination";
    place.minutes = 120;
    return place;
}

std::string course_name(const fs::path& path) {
    const auto whole = path.lexically_normal();
    const auto name = whole.lexically_relative(tutorial_folder().parent_path());
    return name.empty() || *name.begin() == ".." ? whole.string()
                                                 : name.string();
}

} // namespace kit
