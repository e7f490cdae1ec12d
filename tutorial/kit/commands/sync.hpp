#pragma once

#include <string>
#include <vector>

namespace kit::commands {

struct SyncOptions {
    std::vector<std::string> names;
    bool check = false;
    int patience = 20;
};

/// Renews the code, the pictures and the consoles in pages. Returns an exit
/// code.
int sync(const SyncOptions& options);

} // namespace kit::commands
