#include "tutorial/kit/commands/grade.hpp"

#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/grade_one.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"
#include "tutorial/kit/system/interrupt.hpp"
#include "tutorial/kit/system/orphans.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <iostream>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

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

/// Grades the submissions of a class, several at a time.
class Grading {
public:
    Grading(const std::vector<Submission>& submissions, const GradeRules& rules,
            const ExaminationRules& how, fs::path cache)
        : submissions_(submissions), rules_(rules), how_(how),
          cache_(std::move(cache)), grades_(submissions.size()) {}

    /// Returns the grades, in the order of the submissions. When Ctrl-C is
    /// pressed, those that there are: they are worth having.
    std::vector<Grade> grade(unsigned jobs);
    bool stopped() const { return stopped_; }

private:
    void work();
    void report(std::size_t number, const Grade& grade);

    const std::vector<Submission>& submissions_;
    const GradeRules& rules_;
    const ExaminationRules& how_;
    fs::path cache_;
    std::vector<std::optional<Grade>> grades_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_; ///< of what follows
    std::size_t done_ = 0;
    std::exception_ptr failed_;
};

std::vector<Grade> Grading::grade(unsigned jobs) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < jobs; ++i)
        threads.emplace_back([this] { work(); });
    for (auto& thread : threads) thread.join();
    if (failed_) std::rethrow_exception(failed_);
    std::vector<Grade> made;
    for (auto& grade : grades_)
        if (grade) made.push_back(std::move(*grade));
    return made;
}

void Grading::work() try {
    Interrupt interrupt;
    for (std::size_t i = next_++; i < submissions_.size() && !stopped_;
         i = next_++) {
        const auto& one = submissions_[i];
        auto grade =
            one.exercise && one.exercise->is_examination()
                ? grade_examination(one, rules_, how_, cache_, interrupt)
                : grade_one(one, rules_, cache_, interrupt);
        const std::lock_guard lock(mutex_);
        report(++done_, grade);
        grades_[i] = std::move(grade);
    }
} catch (const Interrupt::Asked&) {
    stopped_ = true;
} catch (...) {
    const std::lock_guard lock(mutex_);
    failed_ = std::current_exception();
    stopped_ = true;
}

void Grading::report(std::size_t number, const Grade& grade) {
    const auto& [student, exercise, folder] = grade.submission;
    std::cerr << '(' << number << " of " << submissions_.size() << ") "
              << student << (exercise ? ' ' + exercise->number : "") << ": "
              << grade.result.points << " points" << std::endl;
}

/// Returns the exercises that are graded.
std::vector<Exercise> exercises_of(const GradeOptions& options) {
    if (options.exercise == examination_name)
        return {load_examination(options.examination)};
    auto exercises = load_exercises(options.exercise);
    std::erase_if(exercises, [&](const Exercise& one) {
        return one.is_step() && one.number != options.exercise;
    });
    if (options.exercise.empty() && find_examination())
        exercises.push_back(load_examination(options.examination));
    return exercises;
}

} // namespace

int grade(const GradeOptions& options) {
    const auto exercises = exercises_of(options);
    const auto submissions = find_submissions(options.folder, exercises);
    const auto& command = options.rules.command;
    if (!command.empty() && command.find("{port}") == command.npos)
        throw std::runtime_error("say with {port} where the port stands: "
                                 "--command " +
                                 shell_word(command + " {port}"));
    auto rules = options.rules;
    rules.time = std::chrono::seconds(options.seconds);
    const Orphans orphans;
    Grading grading(submissions, rules, options.examination,
                    fs::absolute(options.folder) / ".build");
    auto grades = grading.grade(options.jobs);
    mark_same_files(grades);
    std::cout << short_table(grades).text() << std::flush;
    write(options.csv, long_table(grades).csv());
    write(options.totals, totals_table(grades).csv());
    write(options.json, to_json(grades));
    if (grading.stopped()) return say_bye();
    const bool all = std::ranges::all_of(
        grades, [](const Grade& one) { return !one.result.checks.empty(); });
    return all ? exit_code::pass : exit_code::not_checked;
}

} // namespace kit::commands
