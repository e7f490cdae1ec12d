#pragma once

#include "tutorial/kit/proxy/report.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kit::commands {

struct FaultOptions {
    std::vector<std::string> names; ///< of scenarios, or "all"
    bool list = false;
    std::string folder;  ///< of the scenarios
    std::string clauses; ///< the file that says which chapter explains what
    std::string server;  ///< its address; ours is started if this is empty
    std::string server_program;
    std::string listen = "127.0.0.1:0";
    std::string client; ///< the command of the client to test
    std::string user = "anna";
    std::string password = "secret";
    unsigned patience = 10; ///< seconds
    std::size_t jobs = 8;   ///< runs at once
    bool json = false;
    bool quiet = false; ///< no dots are shown
};

/// Runs the client once for each fault that is named, and returns a row for
/// each; nothing when Ctrl-C was pressed.
std::optional<std::vector<proxy::Row>> fault_rows(const FaultOptions& options);

/// Puts faults between a client and a server, and tells what the client makes
/// of them. Returns an exit code.
int fault(const FaultOptions& options);

} // namespace kit::commands
