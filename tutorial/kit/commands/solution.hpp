#pragma once

#include <string>

namespace kit::commands {

struct SolutionOptions {
    std::string number;
    bool give_up = false;
};

/// Prints the solution of an exercise. Returns an exit code.
int solution(const SolutionOptions& options);

} // namespace kit::commands
