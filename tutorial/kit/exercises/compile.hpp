#pragma once

#include "tutorial/kit/system/interrupt.hpp"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

/// Compiles one .cpp file against the course's libraries, with $CXX or g++.
/// The program is kept in `cache` under the content of the file, of the
/// headers beside it and of the libraries, and not made twice. Gives the
/// compiler's first lines when it refuses.
///
/// Throws std::runtime_error when there is no compiler.
tl::expected<std::filesystem::path, std::string>
compile(const std::filesystem::path& source, const std::filesystem::path& cache,
        Interrupt& interrupt);
