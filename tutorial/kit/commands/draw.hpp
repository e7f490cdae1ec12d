#pragma once

#include <cstddef>
#include <string>

namespace commands {

struct DrawOptions {
    std::string file;
    bool svg = false;
    std::size_t width = 0; ///< 0: as usual
};

/// Draws a file as text or as a picture. Returns an exit code.
int draw(const DrawOptions& options);

} // namespace commands
