#include "tutorial/kit/commands/examine.hpp"

#include "tutorial/kit/conformance/conform_report.hpp"
#include "tutorial/kit/exercises/check_work.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/exercises/progress.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

/// Returns the folder with the two programs: the one that was named, or the
/// current one, or where `kit start exam` has put them.
fs::path folder_of(const ExamineOptions& options, const Exercise& examination) {
    if (!options.folder.empty()) return options.folder;
    const fs::path here = ".";
    for (const auto role : {transcript::Side::server, transcript::Side::client})
        if (find_source(one_program(examination, role), here)) return here;
    return find_work(examination, fs::current_path()).value_or(here);
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
            ".py; kit start exam makes them, and another language "
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

/// Examines the programs in a folder, one after the other.
class Examiner {
public:
    Examiner(const ExamineOptions& options, Interrupt& interrupt)
        : options_(options), interrupt_(interrupt),
          examination_(load_examination(options.rules)),
          folder_(folder_of(options, examination_)) {
        check_only();
    }

    /// Each returns an exit code.
    int server();
    int client();
    /// Keeps the result beside the work of a student, as `kit check` does.
    void remember() const;

private:
    std::optional<std::string> command(transcript::Side role,
                                       const std::string& given);
    /// Throws std::runtime_error if there is no check with the name that was
    /// asked for.
    void check_only() const;
    /// Returns "states" for "server/states", or nothing.
    std::string one_of(const std::string& program) const;

    const ExamineOptions& options_;
    Interrupt& interrupt_;
    Exercise examination_;
    fs::path folder_;
    ExerciseResult result_;
};

std::optional<std::string> Examiner::command(transcript::Side role,
                                             const std::string& given) {
    auto line =
        command_of(folder_, one_program(examination_, role), given, interrupt_);
    if (!line) add_failures(result_, examination_, role, "it does not compile");
    return line;
}

void Examiner::check_only() const {
    const auto& only = options_.only;
    if (only.empty() || only == "server" || only == "client") return;
    std::string known;
    for (const auto& check : examination_.checks) {
        if (check.name == only) return;
        known += ", " + check.name;
    }
    throw std::runtime_error("the examination has no part " + only +
                             "; it has server, client" + known);
}

std::string Examiner::one_of(const std::string& program) const {
    const auto begin = program + '/';
    return options_.only.starts_with(begin) ? options_.only.substr(begin.size())
                                            : "";
}

int Examiner::server() {
    const auto line = command(transcript::Side::server, options_.server);
    if (!line) return exit_code::fail;
    auto how = options_.rules.conform;
    how.command = *line + "{options}";
    auto suite = clauses_of(how);
    if (const auto name = one_of("server"); !name.empty())
        std::erase_if(suite, [&](const Clause& clause) {
            return fs::path(clause.wire.file).stem() != name;
        });
    play_started(suite, how,
                 [](const Clause&) { std::cerr << '.' << std::flush; });
    std::cerr << std::endl;
    std::cout << conform_text(suite) << std::flush;
    add_results(result_, examination_, suite);
    return conform_exit_code(suite);
}

int Examiner::client() {
    const auto line = command(transcript::Side::client, options_.client);
    if (!line) return exit_code::fail;
    auto how = options_.rules.fault;
    how.client = *line;
    if (const auto name = one_of("client"); !name.empty()) how.names = {name};
    const auto rows = fault_rows(how);
    if (!rows) throw Interrupt::Asked();
    std::cout << report_text(*rows) << std::flush;
    add_results(result_, examination_, *rows);
    return exit_code_of(*rows);
}

void Examiner::remember() const {
    if (exercise_here(fs::absolute(folder_).lexically_normal()) ==
        examination_.number)
        kit::remember(folder_, examination_, result_);
}

std::string words_of(int code) {
    if (code == exit_code::pass) return "passed";
    return code == exit_code::fail ? "FAILED" : "not checked";
}

} // namespace

int examine(const ExamineOptions& options) try {
    if (options.begin)
        throw std::runtime_error("the examination begins with: kit start exam");
    Interrupt interrupt;
    Examiner examiner(options, interrupt);
    std::string result;
    std::vector<int> codes;
    const auto add = [&](const std::string& name, int code) {
        codes.push_back(code);
        result += (result.empty() ? "" : ", ") + name + ' ' + words_of(code);
    };
    if (!options.only.starts_with("client")) add("server", examiner.server());
    if (options.only.empty()) std::cout << '\n';
    if (!options.only.starts_with("server")) add("client", examiner.client());
    if (options.only.empty()) examiner.remember();
    std::cout << "\nThe examination: " << result << std::endl;
    const bool failed = std::ranges::count(codes, exit_code::fail) > 0;
    return failed ? exit_code::fail : *std::ranges::max_element(codes);
} catch (const Interrupt::Asked&) {
    return say_bye();
}

} // namespace kit::commands
