#pragma once

#include "tutorial/kit/conversation/opponent.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <tl/expected.hpp>

/// Nobody has written in this source since `kit start` copied it.
bool is_as_handed_out(const Exercise& exercise,
                      const std::filesystem::path& source);

/// The source in `folder`, server.cpp or server.py; of both the one that is not
/// as it was handed out, and of two such the one that was changed last.
std::optional<std::filesystem::path>
find_source(const Exercise& exercise, const std::filesystem::path& folder);

/// The source in the other language that lies beside `source`, if one does.
std::optional<std::filesystem::path>
other_source(const std::filesystem::path& source);

/// The command that runs a source: a .cpp file is compiled, unless the same
/// content was compiled into the folder `cache` before. `python` runs a .py
/// file. Gives the compiler's first lines when it refuses. Throws
/// std::runtime_error when there is no compiler.
tl::expected<Command, std::string>
build_program(const std::filesystem::path& source,
              const std::filesystem::path& cache, Interrupt& interrupt,
              const std::string& python = "python3");
