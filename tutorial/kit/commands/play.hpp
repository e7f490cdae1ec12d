#pragma once

#include "tutorial/kit/commands/tls_option.hpp"

#include <string>
#include <vector>

namespace kit::commands {

struct PlayOptions {
    std::vector<std::string> files;
    std::string connect;
    std::string command;
    std::string cut = "whole";
    std::vector<std::string> lacks;
    std::vector<std::string> set;
    std::string as;
    TlsOption tls{.in_files = true};
    bool unasked = false;
    bool wire = false;
    std::string program;
};

/// Plays the client of each file, and says how each play ended. Returns an exit
/// code.
int play(const PlayOptions& options);

} // namespace kit::commands
