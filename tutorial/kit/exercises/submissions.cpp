#include "tutorial/kit/exercises/submissions.hpp"

#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/exercises/progress.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

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

/// The folders below a student's folder that are looked at.
constexpr int deepest = 6;
constexpr std::size_t most_folders = 1000;

/// Returns the student's folder and those in it, the shallow ones first.
std::vector<fs::path> folders_of(const fs::path& student) {
    std::vector<fs::path> found{student};
    std::error_code error;
    fs::recursive_directory_iterator entry(student, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        if (!entry->is_directory(error) || entry->is_symlink(error)) continue;
        const bool hidden = entry->path().filename().string().starts_with('.');
        if (hidden || entry.depth() + 1 >= deepest)
            entry.disable_recursion_pending();
        if (!hidden && found.size() < most_folders)
            found.push_back(entry->path());
    }
    const auto depth = [](const fs::path& path) {
        return std::pair(std::distance(path.begin(), path.end()), path);
    };
    std::ranges::sort(found, {}, depth);
    return found;
}

fs::path find_work(const std::vector<fs::path>& folders,
                   const Exercise& exercise, bool only) {
    const auto is_work = [&](const fs::path& folder) {
        return folder.filename() == exercise.name ||
               read_progress(folder).value_or(Progress{}).exercise ==
                   exercise.number;
    };
    auto found = std::ranges::find_if(folders, is_work);
    if (found == folders.end() && only)
        found = std::ranges::find_if(folders, [&](const fs::path& folder) {
            if (!exercise.is_examination())
                return find_source(exercise, folder) || has_run_file(folder);
            auto client = exercise;
            client.role = transcript::Side::client;
            return find_source(exercise, folder) || find_source(client, folder);
        });
    return found == folders.end() ? fs::path() : *found;
}

} // namespace

std::vector<Submission>
find_submissions(const fs::path& folder,
                 const std::vector<Exercise>& exercises) {
    const bool only = exercises.size() == 1;
    std::vector<Submission> found;
    for (const auto& student : students(folder)) {
        const auto name = student.filename().string();
        const auto folders = folders_of(student);
        bool any = false;
        for (const auto& exercise : exercises) {
            const auto work = find_work(folders, exercise, only);
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
