#pragma once

#include "common/transcript/draw/diagram.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace transcript {

/// The place where the colours and forms of a picture are written.
enum class SvgStyle : std::uint8_t {
    own,     ///< in the picture, which can stand alone
    of_page, ///< in a sheet of the page that it is a part of
};

/// A sequence diagram as an SVG picture, drawn for text of `columns` columns
/// (49 fit a telephone, 20 at least). It follows the reader's choice of light
/// or dark; the kinds of lines differ in form, not only in colour.
std::string draw_svg(const Diagram& diagram, std::size_t columns,
                     SvgStyle style = SvgStyle::own);

} // namespace transcript
