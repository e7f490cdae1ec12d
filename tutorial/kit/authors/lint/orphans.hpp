#pragma once

#include "tutorial/kit/authors/lint/chapter.hpp"

namespace kit::lint {

/// Finds files of a chapter that nothing uses: no page, no meson.build, no
/// exercise.json and no other source names them.
void check_orphans(const Chapter& chapter, Problems& problems);

} // namespace kit::lint
