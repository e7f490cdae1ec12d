#pragma once

#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <cstdint>

namespace kit {

/// Returns values for the names that differ from play to play (`@vary`). The
/// same seed gives the same values on every machine.
transcript::Names varied_names(const transcript::Transcript& transcript,
                               std::uint32_t seed);

/// Returns the transcript with the values of these names in their places, so
/// that people read `* new 100` and not `* new <n+1>`.
transcript::Transcript write_in(transcript::Transcript transcript,
                                const transcript::Names& names);

/// Returns how many seeds in a row give each number that the file lists, and
/// as many texts as there is time for.
std::size_t plays_to_vary(const transcript::Transcript& transcript);

} // namespace kit
