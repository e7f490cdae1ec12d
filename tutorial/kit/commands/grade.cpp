#include "tutorial/kit/commands/grade.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/interrupt.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

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

} // namespace

int grade(const GradeOptions& options) {
    const auto exercises = load_exercises(options.exercise);
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

} // namespace kit::commands
