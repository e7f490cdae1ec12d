#pragma once

#include <map>
#include <string>

namespace kit::book {

/// Returns the sheet and the scripts of the book, by their names.
std::map<std::string, std::string> assets();

} // namespace kit::book
