#pragma once

#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace kit::pages {

/// One command that is typed, and the lines under it in the page.
struct TypedCommand {
    std::size_t line;    ///< of the page
    Lines shown;         ///< the prompt and the command, as in the page
    std::string command; ///< for the shell
    bool background;     ///< it ends in ` &`
    Lines under;         ///< up to the next prompt
};

/// A `console run` block: comments, and commands that are typed.
struct ConsoleText {
    Lines head; ///< comments before the first prompt
    std::vector<TypedCommand> typed;
};

/// Reads the body of such a block, which begins at `line` of `file`.
Result<ConsoleText> read_console(const Lines& body, const std::string& file,
                                 std::size_t line);

/// Returns the lines under a prompt that are comments of the author, when the
/// command prints `output` now. They stand before the next prompt and begin
/// with
/// `# `.
Lines comments_after(const Lines& under, const Lines& output);

} // namespace kit::pages
