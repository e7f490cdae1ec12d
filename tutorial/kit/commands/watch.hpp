#pragma once

#include <string>

namespace kit::commands {

struct WatchOptions {
    std::string number;
    std::string only;
};

/// Checks the student's work whenever it is saved, until Ctrl-C. Returns an
/// exit code.
int watch(const WatchOptions& options);

} // namespace kit::commands
