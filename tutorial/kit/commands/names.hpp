#pragma once

#include "common/transcript/pattern.hpp"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

/// `--set name=value`, which may be repeated.
void add_names_option(CLI::App& command, std::vector<std::string>& set);

/// Throws std::runtime_error when one is not name=value.
transcript::Names given_names(const std::vector<std::string>& set);
