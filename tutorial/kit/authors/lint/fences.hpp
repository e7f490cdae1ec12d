#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Checks that each fence names its source, and that no line is too wide.
void check_fences(const Page& page, Problems& problems);

/// Checks that no step of a chapter is too large: a program, or its changes
/// since the step before.
void check_steps(const Chapter& chapter, Problems& problems);

} // namespace kit::lint
