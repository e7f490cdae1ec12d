#pragma once

#include <cstddef>

/// Every limit of transcripts, in one place.
namespace transcript::limits {

/// Octets of a line that are kept to be shown; the rest is only counted.
inline constexpr std::size_t shown_line = 1000;

} // namespace transcript::limits
