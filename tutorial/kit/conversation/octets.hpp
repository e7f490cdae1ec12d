#pragma once

#include "common/framing/part.hpp"
#include "common/transcript/transcript.hpp"

#include <string>
#include <vector>

namespace kit {

/// One row of a drawing: what was said, if it is known octet by octet.
struct SaidRow {
    std::string octets;               ///< without the line's end
    std::vector<framing::Part> parts; ///< with short names
};

/// Returns the rows of a conversation, as diagram() has them, with their octets
/// named by the parsers of the protocol. A stage direction has none, nor has a
/// line that is a pattern. Where a line cannot be understood, its last part
/// says why.
std::vector<SaidRow> said_rows(const transcript::Transcript& transcript);

} // namespace kit
