#pragma once

#include "tutorial/kit/commands/tls_option.hpp"

#include <string>

namespace kit::commands {

struct ConformOptions {
    std::string server;
    std::string user;
    std::string password;
    std::string cut = "whole";
    TlsOption tls;
    std::string suite; ///< a folder of transcripts
    bool json = false;
};

/// Tells how a server idles, clause by clause. Returns an exit code.
int conform(const ConformOptions& options);

} // namespace kit::commands
