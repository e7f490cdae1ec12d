#pragma once

#include "tutorial/kit/conversation/opponent.hpp"
#include "tutorial/kit/exercises/exercise.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace kit {

/// True if nobody has changed this source since `kit start` copied it.
bool is_as_handed_out(const Exercise& exercise,
                      const std::filesystem::path& source);

/// Returns the source in `folder`, server.cpp or server.py. If there are both,
/// it is the one that was changed; if both were, the one that was changed last.
std::optional<std::filesystem::path>
find_source(const Exercise& exercise, const std::filesystem::path& folder);

/// Returns the source in the other language beside `source`, if there is one.
std::optional<std::filesystem::path>
other_source(const std::filesystem::path& source);

/// True if the folder has a file `run`, which is started as `./run PORT`: the
/// work of somebody who writes in another language.
bool has_run_file(const std::filesystem::path& folder);

/// Returns the command that runs a program of any language in its folder.
/// `line` is what its author would type there; empty means `./run {port}`.
Command command_in(const std::filesystem::path& folder,
                   const std::string& line);

/// Returns the command that runs a source. A .cpp file is compiled, unless the
/// same content was compiled into the folder `cache` before; `python` runs a
/// .py file. Returns the compiler's first lines when it refuses the file.
/// Throws std::runtime_error when there is no compiler.
tl::expected<Command, std::string>
build_program(const std::filesystem::path& source,
              const std::filesystem::path& cache, Interrupt& interrupt,
              const std::string& python = "python3");

} // namespace kit
