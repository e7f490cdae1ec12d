#pragma once

#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/exercises/progress.hpp"

#include <optional>
#include <string>
#include <vector>

/// The hints that were read so far, and one more, which `progress` counts. The
/// first is chosen by the check that failed last; when another fails, its own
/// hint is given without counting. Only the last is new; it is repeated when
/// there are no more.
std::vector<std::string> next_hints(const Exercise& exercise,
                                    Progress& progress);

/// Are there hints that were not read?
bool more_hints(const Exercise& exercise, const Progress& progress);
