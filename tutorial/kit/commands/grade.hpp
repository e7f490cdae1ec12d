#pragma once

#include <string>

namespace kit::commands {

struct GradeOptions {
    std::string folder;
    std::string exercise;
    std::string csv;
    std::string json;
};

/// Checks the work of a class. Returns an exit code.
int grade(const GradeOptions& options);

} // namespace kit::commands
