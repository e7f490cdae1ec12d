#pragma once

#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"

#include <set>
#include <string>

namespace transcript {

/// Returns the names that `plays` sends before they have a value: they are not
/// `given`, and no line of the other side before them holds them.
std::set<std::string> unbound_names(const Transcript& transcript, Side plays,
                                    const Names& given);

/// True if `name` stands in a line of the transcript.
bool says_name(const Transcript& transcript, const std::string& name);

} // namespace transcript
