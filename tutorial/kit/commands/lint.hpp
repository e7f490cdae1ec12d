#pragma once

#include <string>
#include <vector>

namespace commands {

struct LintOptions {
    std::vector<std::string> folders;
    bool update = false;
    bool only_static = false;
    unsigned flakes = 0;
};

/// Reports what the chapters lack. Returns an exit code.
int lint(const LintOptions& options);

} // namespace commands
