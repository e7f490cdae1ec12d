#pragma once

#include "common/transcript/cut.hpp"
#include "common/transcript/side.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// One task of a chapter, and how a student's program is checked.
struct Exercise {
    /// A conversation that the program must hold, the same in every cut.
    struct Check {
        std::string name;
        std::filesystem::path wire;
        std::vector<transcript::Cut> cuts;
        unsigned points = 1;
        std::string rule;         ///< the sentence that this check teaches
        std::string link;         ///< from `folder` to where that is written
        std::string failure_hint; ///< the first hint when it failed, or empty
    };

    std::string number; ///< "3.1"
    std::string name;   ///< "3.1-slug", of the student's folder
    std::filesystem::path folder;
    std::string title;
    transcript::Side role = transcript::Side::server; ///< of the program
    unsigned minutes = 0;
    std::string arguments;     ///< behind the port on the command line
    std::vector<Check> checks; ///< in the order in which they are taught
    std::vector<std::string> hints;

    /// The points of all checks.
    unsigned points() const;
    /// "server" or "client": the name of the program and of its file.
    std::string program() const;
};

/// Reads `exercise.json` of `exercise.folder`. Throws std::runtime_error,
/// which names the file.
void read_exercise(Exercise& exercise);
