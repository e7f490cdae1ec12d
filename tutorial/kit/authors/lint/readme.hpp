#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Checks that the page of a chapter has a title, minutes, goals, something to
/// run, exercises, and a list of what the reader can do in the end. The minutes
/// below the headings add up to the chapter's own. Exercise 3.0 is a step of
/// chapter 3, which the reader writes before the page shows it. `minutes` is
/// the sum of the other exercises.
void check_readme(const Chapter& chapter, unsigned minutes, Problems& problems);

} // namespace kit::lint
