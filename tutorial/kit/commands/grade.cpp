#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <stdexcept>

namespace fs = std::filesystem;

namespace {

constexpr auto about =
    "Checks what a class has handed in: FOLDER has a sub-folder for each\n"
    "student, with the exercises as kit start has made them. It runs their\n"
    "programs with your rights, so do it where they can do no harm.\n\n"
    "  kit grade handed-in --csv grades.csv\n"
    "  kit grade handed-in --exercise 3.1 --json grades.json\n"
    "Exit code: 0 all were checked, whatever they got, 2 something was not,\n"
    "3 a wrong argument, or the kit's own fault.";

struct Options {
    std::string folder;
    std::string exercise;
    std::string csv;
    std::string json;
};

void write(const std::string& name, const std::string& text) {
    if (name.empty()) return;
    std::ofstream file(name);
    file << text;
    file.close();
    if (!file) throw std::runtime_error(name + ": cannot be written");
}

void grade_all(const std::vector<Submission>& submissions,
               const fs::path& cache, std::vector<Grade>& grades) {
    Interrupt interrupt;
    for (const auto& one : submissions) {
        std::cerr << '(' << grades.size() + 1 << " of " << submissions.size()
                  << ") " << one.student;
        if (one.exercise) std::cerr << ' ' << one.exercise->number;
        std::cerr << " ..." << std::flush;
        grades.push_back(grade_one(one, cache, interrupt));
        const auto& grade = grades.back();
        std::cerr << ' ' << grade.result.points << " points" << std::endl;
    }
}

int grade(const Options& options) {
    const auto exercises = find_exercises(options.exercise);
    const auto submissions = find_submissions(options.folder, exercises);
    std::vector<Grade> grades;
    bool stopped = false;
    try {
        grade_all(submissions, fs::path(options.folder) / ".build", grades);
    } catch (const Interrupt::Asked&) {
        stopped = true; // what there is, is worth having
    }
    std::cout << short_table(grades).text() << std::flush;
    write(options.csv, long_table(grades).csv());
    write(options.json, to_json(grades));
    if (stopped) return say_bye();
    const bool all = std::ranges::all_of(
        grades, [](const Grade& one) { return !one.result.checks.empty(); });
    return all ? exit_code::pass : exit_code::not_checked;
}

} // namespace

void add_grade(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("grade", about);
    command
        ->add_option("FOLDER", options->folder,
                     "With a sub-folder for each student")
        ->required();
    command->add_option("--exercise", options->exercise,
                        "Only 3.1, or 3 for the chapter; a student's folder "
                        "may then hold server.cpp itself");
    command
        ->add_option("--csv", options->csv,
                     "Write the grades for a spreadsheet")
        ->type_name("FILE");
    command
        ->add_option("--json", options->json, "Write the grades for programs")
        ->type_name("FILE");
    command->callback(
        [options, &run] { run = [options] { return grade(*options); }; });
}
