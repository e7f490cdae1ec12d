#pragma once

#include <string>

namespace kit::commands {

struct HintOptions {
    std::string number;
};

/// Prints one more hint. Returns an exit code.
int hint(const HintOptions& options);

} // namespace kit::commands
