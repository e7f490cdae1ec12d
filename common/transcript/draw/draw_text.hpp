#pragma once

#include "common/transcript/draw/diagram.hpp"

#include <cstddef>
#include <string>

namespace transcript {

/// A sequence diagram for a terminal, in UTF-8, at most `columns` wide (40 at
/// least). Commands and replies have a line, events a double one, a go-ahead a
/// dashed one.
std::string draw_text(const Diagram& diagram, std::size_t columns);

} // namespace transcript
