#pragma once

#include "tutorial/kit/commands/examination.hpp"

#include <string>

namespace kit::commands {

struct GradeOptions {
    std::string folder;
    std::string exercise;
    std::string csv;
    std::string totals;
    std::string json;
    GradeRules rules;
    ExaminationRules examination;
    unsigned jobs = 1; ///< programs that are checked at once
    unsigned seconds = 600;
};

/// Checks the work of a class. Returns an exit code.
int grade(const GradeOptions& options);

} // namespace kit::commands
