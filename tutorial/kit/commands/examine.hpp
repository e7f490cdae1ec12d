#pragma once

#include "tutorial/kit/commands/conform.hpp"
#include "tutorial/kit/commands/fault.hpp"

#include <string>

namespace kit::commands {

struct ExamineOptions {
    std::string folder = "."; ///< with the reader's two programs
    bool begin = false;       ///< only copy what one starts from
    std::string only;         ///< "server" or "client", or both if empty
    std::string server;       ///< its command, in another language
    std::string client;
    ConformOptions conform; ///< how a server is examined
    FaultOptions fault;     ///< how a client is examined
};

/// The examination at the end of Part II: the reader's own server goes through
/// a part of `kit conform`, and the reader's own client through eight faults of
/// `kit fault`. Returns an exit code.
int examine(const ExamineOptions& options);

} // namespace kit::commands
