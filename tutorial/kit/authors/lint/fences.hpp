#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace lint {

/// Every fence names its source, and none of its lines is too wide.
void check_fences(const Page& page, Problems& problems);

/// No step of a chapter is too large: a program, and what changed since the
/// last one.
void check_steps(const Chapter& chapter, Problems& problems);

} // namespace lint
