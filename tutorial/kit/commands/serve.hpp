#pragma once

#include <string>

namespace kit::commands {

struct ServeOptions {
    std::string file;
    std::string listen = "127.0.0.1:0";
    std::string client;
    std::string cut = "whole";
    bool wire = false;
    std::string program;
};

/// Plays the server of a file, once for each cut. Returns an exit code.
int serve(const ServeOptions& options);

} // namespace kit::commands
