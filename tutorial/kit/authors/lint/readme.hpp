#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Checks that the page of a chapter has a title, minutes, goals, something to
/// run, exercises, and a list of what the reader can do in the end. `minutes`
/// is the sum of the chapter's exercises.
void check_readme(const Chapter& chapter, unsigned minutes, Problems& problems);

} // namespace kit::lint
