#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

namespace kit::pages {

/// A problem that an author must mend: the place, the cause, and the cure.
struct Problem {
    std::string file;
    std::size_t line; ///< the first is 1; 0 means the file as a whole
    std::string what;
};

/// Returns "README.md:14: …".
std::string print(const Problem& problem);

template<class T>
using Result = tl::expected<T, Problem>;

/// Returns a problem as the error of a Result.
tl::unexpected<Problem> wrong(std::string file, std::size_t line,
                              std::string what);

/// Returns "1 block" or "3 blocks".
std::string counted(std::size_t count, const std::string& thing);

} // namespace kit::pages
