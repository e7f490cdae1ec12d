#pragma once

#include "tutorial/kit/commands/examination.hpp"

#include <string>

namespace kit::commands {

struct ExamineOptions {
    std::string folder; ///< with the reader's two programs; empty: it is found
    bool begin = false; ///< asks for what `kit start exam` does
    std::string only;   ///< "server", "client", "server/states"; both if empty
    std::string server; ///< its command, in another language
    std::string client;
    ExaminationRules rules;
};

/// The examination at the end of Part II: the reader's own server goes through
/// a part of `kit conform`, and the reader's own client through eight faults of
/// `kit fault`. Returns an exit code.
int examine(const ExamineOptions& options);

} // namespace kit::commands
