#pragma once

#include "common/transcript/cut.hpp"
#include "common/transcript/side.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kit {

/// True for "3.0", the number of a step.
inline bool is_step_number(std::string_view number) {
    return number.ends_with(".0");
}

/// The number and the name of the examination, which has a server and a client.
inline constexpr auto examination_name = "exam";

/// One exercise of a chapter, and its checks.
struct Exercise {
    /// A conversation that the program must hold, the same in every cut.
    struct Check {
        std::string name;
        std::filesystem::path wire;
        std::vector<transcript::Cut> cuts;
        unsigned points = 1;
        std::string rule;          ///< the sentence that this check teaches
        std::string link;          ///< from `folder` to the page that says so
        std::string failure_hint;  ///< the first hint after a failure, or empty
        std::size_t wire_line = 0; ///< where exercise.json names the wire
        std::size_t link_line = 0; ///< where it has the link
    };

    std::string number; ///< "3.1"
    std::string name;   ///< "3.1-slug", the name of the student's folder
    std::filesystem::path folder;
    std::string title;
    transcript::Side role = transcript::Side::server; ///< of the program
    unsigned minutes = 0;
    std::string arguments;     ///< that follow the port on the command line
    std::vector<Check> checks; ///< in the order in which they are taught
    std::vector<std::string> hints;

    /// True for 3.0: a step of the chapter. The reader writes a few lines
    /// before the page shows them. It is part of the chapter's own minutes.
    bool is_step() const { return is_step_number(number); }
    /// True for the examination: it has two programs.
    bool is_examination() const { return number == examination_name; }
    /// The points of all checks.
    unsigned points() const;
    /// "server" or "client": the name of the program and of its file.
    std::string program() const;
};

/// Something that is wrong in an exercise.json.
struct ExerciseProblem {
    std::size_t line; ///< the first is 1; 0 means the file as a whole
    std::string what;
    bool can_be_checked; ///< work can be checked, although this is wrong
};

/// Reads `exercise.json` of `exercise.folder`, checks each of its fields, and
/// adds what is wrong to `problems`. A field that is wrong keeps its default.
/// False when it is no JSON object. Throws std::runtime_error when the file
/// cannot be read.
bool read_exercise_file(Exercise& exercise,
                        std::vector<ExerciseProblem>& problems);

/// The same; throws std::runtime_error, which names the file, when there is a
/// problem with which no work can be checked.
void read_exercise(Exercise& exercise);

} // namespace kit
