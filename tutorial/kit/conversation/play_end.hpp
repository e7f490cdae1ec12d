#pragma once

#include "common/transcript/mismatch.hpp"

#include <optional>
#include <string>
#include <variant>

namespace kit {

/// The ways in which a play ends.
struct Passed {};
struct Interrupted {}; ///< Ctrl-C was pressed
struct Impossible {
    std::string why; ///< the reason why it could not begin or go on
};
using PlayEnd =
    std::variant<Passed, transcript::Mismatch, Interrupted, Impossible>;

/// Returns the reason of a failure in a sentence; nothing when the play passed
/// or was interrupted.
std::optional<std::string> why_failed(const PlayEnd& end);

} // namespace kit
