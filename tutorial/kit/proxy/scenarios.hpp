#pragma once

#include "tutorial/kit/proxy/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kit::proxy {

/// Reads the `.fault` files of a folder, sorted by name. Throws
/// std::runtime_error: the file and line, and what is wrong.
std::vector<Scenario> read_scenarios(const std::filesystem::path& folder);

/// Eight faults, of which each stops clients that many people use.
extern const std::vector<std::string> examination;

/// Returns those that are named, in this order; "all" names each, and
/// "examination" eight of them. Throws std::runtime_error when there is none of
/// a name.
std::vector<Scenario> chosen(const std::vector<Scenario>& all,
                             const std::vector<std::string>& names);

} // namespace kit::proxy
