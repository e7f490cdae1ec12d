#pragma once

#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"

#include <set>
#include <string>

namespace transcript {

/// The names that a line of `plays` says before anything binds them: not one
/// of `given`, and in no line of the other side in front of it.
std::set<std::string> unbound_names(const Transcript& transcript, Side plays,
                                    const Names& given);

/// Does `name` stand in a line of the transcript?
bool says_name(const Transcript& transcript, const std::string& name);

} // namespace transcript
