#include "tutorial/kit/commands/check.hpp"

#include "common/toy/limits.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/exercises/check_work.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/own_work.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <iostream>
#include <random>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

std::string again(const CheckOptions& options) {
    std::string text;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) text += std::string(name) + shell_word(value);
    };
    add(" --server ", options.server);
    add(" --client ", options.client);
    add(" --connect ", options.connect);
    return text;
}

Selection selection(const CheckOptions& options) {
    Selection chosen{options.only, {}, options.seed, again(options)};
    if (options.cut.empty()) return chosen;
    chosen.cuts = parse_cuts(options.cut);
    for (auto& cut : chosen.cuts)
        if (options.cut == "all" || options.cut == "random")
            cut.seed = options.seed;
    return chosen;
}

/// The program that the options name. Throws std::runtime_error.
Opponent program(const CheckOptions& options, const Exercise& exercise) {
    const bool server = exercise.role == transcript::Side::server;
    if (server != options.client.empty())
        throw std::runtime_error("exercise " + exercise.number +
                                 " asks for a " + exercise.program() +
                                 ": use --" + exercise.program());
    if (!options.connect.empty()) {
        const auto address = net::parse_address(
            options.connect, {"127.0.0.1", toy::default_port});
        if (!address) throw std::runtime_error("--connect: " + address.error());
        return {*address};
    }
    const auto& command = server ? options.server : options.client;
    if (command.find("{port}") == command.npos)
        throw std::runtime_error("say with {port} where the port stands: --" +
                                 exercise.program() + " " +
                                 shell_word(command + " {port}"));
    return {Command{command}};
}

/// The student's folder; there may be none when the program is given.
std::optional<fs::path> work_folder(const CheckOptions& options,
                                    const Exercise& exercise) {
    if (options.own_files()) return own_folder(exercise);
    return find_work(exercise, fs::current_path());
}

ExerciseResult check(const CheckOptions& options, const Exercise& exercise,
                     const std::optional<fs::path>& folder,
                     Interrupt& interrupt) {
    CheckReport report(std::cout, exercise);
    auto* const told = options.json ? nullptr : &report;
    const auto chosen = selection(options);
    if (!options.own_files())
        return check_program(exercise, program(options, exercise), chosen,
                             interrupt, told);
    const auto source = find_source(exercise, *folder);
    if (!source)
        throw std::runtime_error(
            folder->string() + " has neither " + exercise.program() +
            ".cpp nor " + exercise.program() +
            ".py; another language is checked with --" + exercise.program());
    return check_source(exercise, *source, *folder / ".build", chosen,
                        interrupt, told);
}

/// Draws a seed that is easily typed.
std::uint32_t draw_seed() {
    return std::random_device{}() % 100'000 + 1;
}

int check_one(const CheckOptions& options, const Exercise& exercise,
              Interrupt& interrupt) {
    const auto folder = work_folder(options, exercise);
    const auto result = check(options, exercise, folder, interrupt);
    if (options.json)
        std::cout << to_json(exercise, result, options.seed) << std::endl;
    if (folder) remember(*folder, exercise, result);
    if (result.verdict == Verdict::fail) return exit_code::fail;
    return result.verdict == Verdict::pass ? exit_code::pass
                                           : exit_code::not_checked;
}

} // namespace

int check(const CheckOptions& asked) try {
    auto options = asked;
    if (options.seed == 0) options.seed = draw_seed();
    const auto exercises = load_exercises(number_or_here(options.number));
    if (exercises.front().is_examination())
        throw std::runtime_error("your examination is looked at by: kit "
                                 "examine");
    Interrupt interrupt;
    bool failed = false;
    int code = exit_code::pass;
    for (const auto& exercise : exercises) {
        const int one = check_one(options, exercise, interrupt);
        failed = failed || one == exit_code::fail;
        code = std::max(code, one);
        if (exercises.size() > 1 && !options.json) std::cout << std::endl;
    }
    return failed ? exit_code::fail : code;
} catch (const Interrupt::Asked&) {
    return say_bye();
}

} // namespace kit::commands
