#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace transcript {

/// A line that came, its end made visible: `ok 3\r\n`.
std::string show(const WireLine& line);

/// A line of the file, the same way: `ok <n>\r\n`.
std::string show(const Line& line);

/// A line that was said, as `.wire` text without its end: its names are
/// replaced by their values, and a name without a value is shown as `<name>`.
std::string show_said(const Line& line);

/// "\r\n" for a line that ended so, "\n", or nothing.
std::string_view octets(WireLine::End end);

/// At most `columns` of `text`: its beginning, `…`, and its length.
std::string shorten(std::string_view text, std::size_t columns = 64);

/// How many columns of a terminal `text` takes: one for each character.
std::size_t columns(std::string_view text);

/// The first characters of `text` that fit into so many columns.
std::string_view first_columns(std::string_view text, std::size_t columns);

} // namespace transcript
