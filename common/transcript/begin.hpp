#pragma once

#include "common/transcript/transcript.hpp"

#include <string>
#include <vector>

namespace transcript {

/// The lines that a `@begin` stands for, as a file would have them.
struct BeginLines {
    Begin begin;
    std::vector<std::string> lines;
};

/// Returns the lines of a file that `begins` stand for before its first step:
/// each connection logs in; the first that has a mailbox makes it and fills it;
/// those that are `selected` select it.
std::vector<BeginLines> opening(const std::vector<Begin>& begins);

/// Returns the lines behind the last step: what is selected is closed, the last
/// connection first, and the mailbox is deleted.
std::vector<BeginLines> closing(const std::vector<Begin>& begins);

} // namespace transcript
