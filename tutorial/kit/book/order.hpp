#pragma once

#include "tutorial/kit/book/page.hpp"

#include <map>
#include <string>
#include <vector>

namespace kit::book {

using Pages = std::map<std::string, Page>; ///< by the file of each

/// Returns the files of the course in the order in which one reads them: its
/// first page, the chapters, each before its tasks, and the talk.
std::vector<std::string> reading_order(const Pages& pages);

/// Returns what stands beside a page: the chapters, and below the page's own
/// chapter its sections and tasks.
std::string contents(const Pages& pages, const std::string& file);

/// Returns the links to the page before and the page behind.
std::string neighbours(const Pages& pages, const std::string& file);

} // namespace kit::book
