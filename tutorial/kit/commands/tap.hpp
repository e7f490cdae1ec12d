#pragma once

#include <string>

namespace kit::commands {

struct TapOptions {
    std::string listen;
    std::string connect;
    std::string record;
};

/// Shows what passes between clients and a server, until Ctrl-C. Returns an
/// exit code.
int tap(const TapOptions& options);

} // namespace kit::commands
