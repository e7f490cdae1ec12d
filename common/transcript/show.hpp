#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace transcript {

/// Returns a line that has come, with a visible end: `ok 3\r\n`.
std::string show(const WireLine& line);

/// Returns who says a line, as a file has it before the colon: `C`, `S2`.
std::string show_from(Side from, Connection connection);

/// Returns a line of the file in the same way: `ok <n>\r\n`.
std::string show(const Line& line);

/// Returns a line that was said, as `.wire` text without its end. The values of
/// its names stand in their places; a name without a value is `<name>`.
std::string show_said(const Line& line);

/// Returns the octets of an end: CR LF, LF, or none.
std::string_view octets(WireLine::End end);

/// Returns `text`; of a text with more than `columns` columns its beginning,
/// `…`, and its length.
std::string shorten(std::string_view text, std::size_t columns = 64);

/// Returns the columns that `text` takes on a terminal: one for each character.
std::size_t columns(std::string_view text);

/// Returns the first characters of `text`, as many as there are columns.
std::string_view first_columns(std::string_view text, std::size_t columns);

} // namespace transcript
