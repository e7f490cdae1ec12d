#pragma once

#include "tutorial/kit/commands/tls_option.hpp"
#include "tutorial/kit/conformance/conform_suite.hpp"

#include <functional>
#include <string>
#include <vector>

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

/// Returns the clauses, not yet played, each with where it is explained.
std::vector<Clause> clauses_of(const ConformOptions& options);

/// Plays the clauses against a server that `options.command` starts anew for
/// each; it is somebody's work, and is to know all this. Calls `done` after
/// each.
void play_started(std::vector<Clause>& suite, const ConformOptions& options,
                  const std::function<void(const Clause&)>& done);

/// Tells how a server idles, clause by clause. Returns an exit code.
int conform(const ConformOptions& options);

} // namespace kit::commands
