#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kit::pages {

using Lines = std::vector<std::string>;

/// The lines of a text, without their ends.
Lines split_lines(std::string_view text);

/// Returns one text, in which LF ends each line.
std::string join_lines(const Lines& lines);

bool is_blank(std::string_view line);

/// Returns the lines without blank ones at the beginning and at the end.
Lines trim_blank_lines(Lines lines);

/// Returns the line without spaces, tabs and CR at its end.
std::string trim_end(std::string line);

/// Returns the number of blanks that begin each line which is not blank.
std::size_t common_indentation(const Lines& lines);

} // namespace kit::pages
