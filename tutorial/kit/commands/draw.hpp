#pragma once

#include <cstddef>
#include <string>

namespace kit::commands {

struct DrawOptions {
    std::string file;
    bool svg = false;
    std::size_t width = 0; ///< 0: as usual
};

/// Draws a file as text or as a picture. Returns an exit code.
int draw(const DrawOptions& options);

} // namespace kit::commands
