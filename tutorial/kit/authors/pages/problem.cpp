#include "tutorial/kit/authors/pages/problem.hpp"

#include <utility>

namespace kit::pages {

std::string print(const Problem& problem) {
    const auto line =
        problem.line == 0 ? "" : std::to_string(problem.line) + ":";
    return problem.file + ":" + line + " " + problem.what;
}

tl::unexpected<Problem> wrong(std::string file, std::size_t line,
                              std::string what) {
    return tl::make_unexpected(Problem{std::move(file), line, std::move(what)});
}

std::string counted(std::size_t count, const std::string& thing) {
    return std::to_string(count) + ' ' + thing + (count == 1 ? "" : "s");
}

} // namespace kit::pages
