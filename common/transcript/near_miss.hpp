#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace transcript {

/// Returns lines that are nearly a command or an event of the toy, and are
/// none. `what` is a verb ("count"), or "*" for a server's events.
std::vector<std::string> near_misses(std::string_view what);

} // namespace transcript
