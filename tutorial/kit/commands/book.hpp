#pragma once

#include <string>

namespace kit::commands {

struct BookOptions {
    std::string out; ///< the folder of the book
};

/// Makes the course's pages for a browser. Returns an exit code.
int book(const BookOptions& options);

} // namespace kit::commands
