#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pages {

using Lines = std::vector<std::string>;

/// The lines of a text, without their ends.
Lines split_lines(std::string_view text);

/// One text, every line ended.
std::string join_lines(const Lines& lines);

bool is_blank(std::string_view line);

/// Without blank lines at the beginning and at the end.
Lines trim_blank_lines(Lines lines);

/// Without spaces, tabs and CR at the end.
std::string trim_end(std::string line);

/// How many blanks begin every line that has more than blanks.
std::size_t common_indentation(const Lines& lines);

} // namespace pages
