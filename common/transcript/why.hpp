#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace transcript {

/// One sentence for each way in which a line can be wrong.

/// The text differs.
std::string why_different(const Line& expected, const WireLine& came,
                          const Difference& difference);

/// The text is right and the end of the line is not.
std::string why_end(const Line& expected);

/// The time is over. `last` is what came last, as `.wire` text.
std::string why_late(std::string_view awaited, std::chrono::milliseconds within,
                     const std::string& last, bool in_a_line);

std::string why_closed(bool in_a_line);

/// One event more came than may stand there.
std::string why_too_many(std::size_t at_most);

} // namespace transcript
