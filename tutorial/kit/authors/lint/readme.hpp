#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace lint {

/// What the page of a chapter must have: a title, minutes, goals, something to
/// run, exercises, and what one can do in the end. `minutes` are those of the
/// chapter's exercises together.
void check_readme(const Chapter& chapter, unsigned minutes, Problems& problems);

} // namespace lint
