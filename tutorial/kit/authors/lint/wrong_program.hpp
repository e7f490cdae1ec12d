#pragma once

#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace kit::lint {

/// A wrong program, with its patch applied.
struct WrongProgram {
    std::filesystem::path file; ///< wrong/NAME.patch, or the program itself
    std::string name;           ///< of the program: "server.py"
    std::string text;
};

/// The least number of wrong programs of a step.
inline constexpr std::size_t least_wrong_of_step = 3;

/// True for the files in the folder `wrong` that are programs: a .cpp or .py
/// file, or a .patch that makes one of a solution.
bool is_wrong_program(const std::filesystem::path& file);

/// Reads a wrong program. A patch is applied to the solution that it names; its
/// comment stands at the head of the program.
pages::Result<WrongProgram> read_wrong(const std::filesystem::path& file);

/// Returns the wrong program of a name such as "3.1/no_fence". Throws
/// std::runtime_error when there is none, and when its patch does not fit.
WrongProgram find_wrong(const std::string& name);

} // namespace kit::lint
