#pragma once

#include <cstddef>
#include <string>

namespace kit::commands {

struct DrawOptions {
    std::string file;
    bool svg = false;
    bool octets = false;   ///< names the parts of each line instead
    bool lines = false;    ///< the lines of a .wire file, and not a picture
    std::size_t width = 0; ///< 0: as usual
};

/// Draws a file as text or as a picture, or names its octets. Returns an exit
/// code.
int draw(const DrawOptions& options);

} // namespace kit::commands
