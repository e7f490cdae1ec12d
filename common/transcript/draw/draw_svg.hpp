#pragma once

#include "common/transcript/draw/diagram.hpp"

#include <cstddef>
#include <string>

namespace transcript {

/// A sequence diagram as an SVG picture, drawn for text of `columns` columns
/// (49 fit a telephone, 20 at least). It follows the reader's choice of light
/// or dark; the kinds of lines differ in form, not only in colour.
std::string draw_svg(const Diagram& diagram, std::size_t columns);

} // namespace transcript
