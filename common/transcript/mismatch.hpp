#pragma once

#include "common/transcript/line_reader.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace transcript {

/// A step that was made: the line of the file, and what passed.
struct Made {
    std::size_t line;
    std::string what; ///< "S: ok 3"
};

/// What was expected, and what came instead.
struct Mismatch {
    std::string expected; ///< as `.wire` text, or in words
    std::string names;    ///< "<n> is 3", or empty
    std::optional<WireLine> came;
    std::size_t offset = 0; ///< in `came`, of the first wrong octet
    std::string why;        ///< a sentence

    std::size_t line = 0;       ///< in the file
    std::string sent;           ///< last, as `.wire` text
    std::vector<Made> steps;    ///< so far, the last ones
    std::size_t more_steps = 0; ///< before those
};

} // namespace transcript
