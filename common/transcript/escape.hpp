#pragma once

#include <string>
#include <string_view>

namespace transcript {

/// Octets as a `.wire` file writes them, on one line of UTF-8: `\r`, `\n`,
/// `\t`, `\0`, `\\`, `\<`, and `\xHH` for every other octet that a person
/// cannot see; twenty equal octets and more as `\{x*1001}`. What the file would
/// take for a comment or a deadline is escaped too, so the result can be pasted
/// behind `C: ` or `S: `.
std::string escape(std::string_view octets);

/// The same for octets that others follow on the line: a blank at their end
/// needs no escape.
std::string escape_before_more(std::string_view octets);

/// Returns text that was escaped as a picture shows it: a backslash stands
/// once, as in `\Answered`. Such text cannot be pasted into a file.
std::string for_picture(std::string_view escaped);

} // namespace transcript
