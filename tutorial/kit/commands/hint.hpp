#pragma once

#include <string>

namespace commands {

struct HintOptions {
    std::string number;
};

/// Prints one more hint. Returns an exit code.
int hint(const HintOptions& options);

} // namespace commands
