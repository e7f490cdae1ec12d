#include "tutorial/kit/commands/examine.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/exercises/starter.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <algorithm>
#include <iostream>
#include <optional>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

/// The examination as an exercise, for what the kit does with any exercise.
Exercise examination(transcript::Side role) {
    Exercise place;
    place.folder = tutorial_folder() / "examination";
    place.role = role;
    return place;
}

/// Copies the task and the starters into the folder.
int copy_into(const fs::path& folder) {
    const auto copied =
        copy_starter(examination(transcript::Side::server), folder);
    for (const auto& file : copied)
        std::cout << "  " << (folder / file.name).string()
                  << (file.kept ? "  is yours already: kept" : "") << '\n';
    std::cout << "Now read its TASK.md, then try:\n"
              << "  cd " << folder.string() << "\n  kit examine" << std::endl;
    return exit_code::pass;
}

/// Returns the command line that runs one of the two programs in the folder;
/// nothing, and says why, if it does not compile.
std::optional<std::string> command_of(const fs::path& folder,
                                      const Exercise& exercise,
                                      const std::string& given,
                                      Interrupt& interrupt) {
    if (!given.empty()) return command_in(folder, given).line;
    const auto name = exercise.program();
    const auto source = find_source(exercise, folder);
    if (!source)
        throw std::runtime_error(
            fs::absolute(folder).lexically_normal().string() + " has neither " +
            name + ".cpp nor " + name +
            ".py; kit examine --begin FOLDER makes them, and another language "
            "is examined with --" +
            name);
    std::cout << "Your " << name << ", " << source->filename().string() << ":"
              << std::endl;
    auto program =
        build_program(fs::absolute(*source), folder / ".build", interrupt);
    if (program) return program->line;
    std::cout << "FAIL it does not compile:\n" << program.error() << std::endl;
    return std::nullopt;
}

int examine_server(const ExamineOptions& options, Interrupt& interrupt) {
    const auto line =
        command_of(options.folder, examination(transcript::Side::server),
                   options.server, interrupt);
    if (!line) return exit_code::fail;
    auto how = options.conform;
    how.command = *line + "{options}";
    return conform(how);
}

int examine_client(const ExamineOptions& options, Interrupt& interrupt) {
    const auto line =
        command_of(options.folder, examination(transcript::Side::client),
                   options.client, interrupt);
    if (!line) return exit_code::fail;
    auto how = options.fault;
    how.client = *line;
    return fault(how);
}

std::string words_of(int code) {
    if (code == exit_code::pass) return "passed";
    return code == exit_code::fail ? "FAILED" : "not checked";
}

} // namespace

int examine(const ExamineOptions& options) try {
    if (options.begin) return copy_into(options.folder);
    Interrupt interrupt;
    std::string result;
    std::vector<int> codes;
    const auto add = [&](const std::string& name, int code) {
        codes.push_back(code);
        result += (result.empty() ? "" : ", ") + name + ' ' + words_of(code);
    };
    if (options.only != "client")
        add("server", examine_server(options, interrupt));
    if (codes.size() == 1 && options.only.empty()) std::cout << '\n';
    if (options.only != "server")
        add("client", examine_client(options, interrupt));
    std::cout << "\nThe examination: " << result << std::endl;
    const bool failed = std::ranges::count(codes, exit_code::fail) > 0;
    return failed ? exit_code::fail : *std::ranges::max_element(codes);
} catch (const Interrupt::Asked&) {
    return say_bye();
}

} // namespace kit::commands
