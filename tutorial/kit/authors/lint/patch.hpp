#pragma once

#include "tutorial/kit/authors/pages/problem.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kit::lint {

/// A unified difference of one file, after a comment that says what it is for.
struct Patch {
    /// A line with its end, so that no CR and no missing end is lost.
    struct Line {
        std::size_t number; ///< of the line in the patch
        char mark;          ///< ' ' stays, '-' goes, '+' comes
        std::string text;
    };
    struct Hunk {
        std::size_t number; ///< of its first line in the patch
        std::size_t before; ///< lines above it in the old file
        std::size_t after;  ///< lines above it in the new file
        std::vector<Line> lines;
    };

    std::string file;                 ///< the name of the patch
    std::vector<std::string> comment; ///< "Wrong: ...", without `# `
    std::string target;               ///< the file that it changes: "server.py"
    std::vector<Hunk> hunks;
};

/// Reads the text of a patch; `file` is its name.
pages::Result<Patch> parse_patch(std::string file, std::string_view text);

/// Returns what the patch makes of the text of its target. Each line that stays
/// or goes must stand exactly where the patch says.
pages::Result<std::string> apply_patch(const Patch& patch,
                                       std::string_view text);

} // namespace kit::lint
