#pragma once

#include "common/transcript/cut.hpp"

#include <CLI/App.hpp>
#include <string>
#include <vector>

/// `--cut`
void add_cut_option(CLI::App& command, std::string& cut);

/// One cut, or every way for "all". Throws std::runtime_error.
std::vector<transcript::Cut> parse_cuts(const std::string& text);
