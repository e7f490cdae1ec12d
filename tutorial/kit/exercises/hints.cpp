#include "tutorial/kit/exercises/hints.hpp"

#include <algorithm>

namespace kit {

namespace {

/// Returns the hint for the failure of a check, which may be empty.
std::string failure_hint(const Exercise& exercise, const std::string& failing) {
    const auto check =
        std::ranges::find(exercise.checks, failing, &Exercise::Check::name);
    return check == exercise.checks.end() ? "" : check->failure_hint;
}

} // namespace

std::vector<std::string> next_hints(const Exercise& exercise,
                                    Progress& progress) {
    const bool another = progress.failing != progress.hinted &&
                         !failure_hint(exercise, progress.failing).empty();
    if (progress.hints == 0 || another) {
        progress.hinted = progress.failing;
        progress.hints = std::max(progress.hints, 1u);
    } else if (more_hints(exercise, progress)) {
        ++progress.hints;
    }
    std::vector<std::string> told;
    for (std::size_t i = 0; i < progress.hints && i < exercise.hints.size();
         ++i)
        told.push_back(exercise.hints[i]);
    auto first = failure_hint(exercise, progress.hinted);
    if (first.empty() || told.empty()) return told;
    told.front() = std::move(first);
    if (another) std::rotate(told.begin(), told.begin() + 1, told.end());
    return told;
}

bool more_hints(const Exercise& exercise, const Progress& progress) {
    return progress.hints < exercise.hints.size();
}

} // namespace kit
