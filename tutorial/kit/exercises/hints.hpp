#pragma once

#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kit {

/// Returns the hints that were read so far, and one more, which is counted in
/// `progress`. The first hint depends on the check that failed last; when
/// another check fails, its own hint is given and not counted. Only the last
/// hint is new. It is repeated when there are no more.
std::vector<std::string> next_hints(const Exercise& exercise,
                                    Progress& progress);

/// True if there are hints that were not read.
bool more_hints(const Exercise& exercise, const Progress& progress);

} // namespace kit
