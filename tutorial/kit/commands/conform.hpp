#pragma once

#include "tutorial/kit/commands/tls_option.hpp"

#include <string>

namespace kit::commands {

struct ConformOptions {
    std::string server;
    std::string command; ///< starts a server for each clause, instead
    std::string part;    ///< "examination", or all of the suite if empty
    std::string user;
    std::string password;
    std::string cut = "whole";
    TlsOption tls;
    std::string suite;   ///< a folder of transcripts
    std::string clauses; ///< the file that says which chapter explains what
    bool json = false;
};

/// Tells how a server idles, clause by clause. Returns an exit code.
int conform(const ConformOptions& options);

} // namespace kit::commands
