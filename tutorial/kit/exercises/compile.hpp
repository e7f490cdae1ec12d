#pragma once

#include "tutorial/kit/system/interrupt.hpp"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace kit {

/// Compiles one .cpp file against the course's libraries, with $CXX or g++. The
/// program is kept in `cache`, and compiled again only when the file, a header
/// beside it or a library has changed. Returns the compiler's first lines when
/// it refuses the file.
///
/// Throws std::runtime_error when there is no compiler.
tl::expected<std::filesystem::path, std::string>
compile(const std::filesystem::path& source, const std::filesystem::path& cache,
        Interrupt& interrupt);

} // namespace kit
