#include "tutorial/kit/exercises/submissions.hpp"

#include "tutorial/kit/exercises/program.hpp"

#include <algorithm>
#include <stdexcept>

namespace kit {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> students(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_directory(error) &&
            !entry.path().filename().string().starts_with('.'))
            found.push_back(entry.path());
    if (found.empty())
        throw std::runtime_error(folder.string() +
                                 " has no sub-folders; it should have one for "
                                 "each student");
    std::ranges::sort(found);
    return found;
}

fs::path find_work(const fs::path& student, const Exercise& exercise,
                   bool only) {
    for (const auto& folder :
         {student / exercise.name, student / "idle-hands" / exercise.name})
        if (fs::is_directory(folder)) return folder;
    return only && find_source(exercise, student) ? student : fs::path();
}

} // namespace

std::vector<Submission>
find_submissions(const fs::path& folder,
                 const std::vector<Exercise>& exercises) {
    const bool only = exercises.size() == 1;
    std::vector<Submission> found;
    for (const auto& student : students(folder)) {
        const auto name = student.filename().string();
        bool any = false;
        for (const auto& exercise : exercises) {
            const auto work = find_work(student, exercise, only);
            if (work.empty()) continue;
            found.push_back({name, &exercise, work});
            any = true;
        }
        if (!any)
            found.push_back({name, only ? &exercises.front() : nullptr, {}});
    }
    return found;
}

} // namespace kit
