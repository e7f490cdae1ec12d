#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kit::commands {

struct LintOptions {
    std::vector<std::string> folders;
    bool update = false;
    bool only_static = false;
    bool all = false;       ///< all checks of the wrong programs
    std::uint32_t seed = 0; ///< check with other data; 0: do not
    unsigned flakes = 0;
    std::string wrong; ///< "3.1/NAME": only write this wrong program
};

/// Reports what the chapters lack, or writes one wrong program. Returns an exit
/// code.
int lint(const LintOptions& options);

} // namespace kit::commands
