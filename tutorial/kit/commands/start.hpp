#pragma once

#include <string>

namespace kit::commands {

struct StartOptions {
    std::string number;
    std::string folder;
};

/// Copies the starters of exercises into a folder of the student. Returns an
/// exit code.
int start(const StartOptions& options);

} // namespace kit::commands
