#pragma once

#include "common/transcript/mismatch.hpp"

#include <optional>
#include <string>
#include <variant>

/// How a play ended.
struct Passed {};
struct Interrupted {}; ///< Ctrl-C was pressed
struct Impossible {
    std::string why; ///< it could not begin, or not go on
};
using PlayEnd =
    std::variant<Passed, transcript::Mismatch, Interrupted, Impossible>;

/// Why it failed, in a sentence; nothing when it passed or was interrupted.
std::optional<std::string> why_failed(const PlayEnd& end);
