#pragma once

#include <string>

namespace commands {

struct WatchOptions {
    std::string number;
    std::string only;
};

/// Checks the student's work whenever it is saved, until Ctrl-C. Returns an
/// exit code.
int watch(const WatchOptions& options);

} // namespace commands
