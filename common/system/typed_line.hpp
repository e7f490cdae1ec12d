#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// A line that somebody has typed, or the reason why there is none.
struct TypedLine {
    std::string text;          ///< without its LF
    std::string_view why = {}; ///< empty if there is a line
};

/// Reads a line from the descriptor `from`, octet by octet, so that nothing
/// behind it is taken. A line of more than `most` octets is not taken.
TypedLine read_typed_line(int from, std::size_t most);

/// The same on a terminal, which does not show what is typed: for passwords.
/// `prompt` is written to the descriptor `to` before. Ctrl-C and SIGTERM end
/// the reading and not the program, so that the terminal is always restored.
TypedLine ask_hidden_line(int from, int to, std::string_view prompt,
                          std::size_t most);
