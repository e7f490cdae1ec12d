#include "tutorial/kit/commands/examination.hpp"

#include "tutorial/kit/exercises/clause_table.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/program.hpp"
#include "tutorial/kit/proxy/scenarios.hpp"

#include <algorithm>
#include <stdexcept>

namespace fs = std::filesystem;

namespace kit::commands {

namespace {

using transcript::Side;

constexpr auto time_is_over = "the time for this program was over";

std::string name_of(const Clause& clause) {
    return "server/" + fs::path(clause.wire.file).stem().string();
}

/// Returns a sentence that says what is tested, and where one reads of it.
std::string rule(const std::string& title,
                 const std::vector<std::string>& read) {
    return title + (read.empty() ? "." : " (" + read.front() + ").");
}

void add(ExerciseResult& result, const Exercise& examination,
         const std::string& name, Verdict verdict, const std::string& why) {
    const auto check =
        std::ranges::find(examination.checks, name, &Exercise::Check::name);
    if (check == examination.checks.end())
        throw std::runtime_error("the examination has no check " + name);
    CheckResult one{&*check};
    one.verdict = verdict;
    one.points = verdict == Verdict::pass ? check->points : 0;
    one.why = why;
    result.points += one.points;
    result.checks.push_back(std::move(one));
    const bool first = result.checks.size() == 1;
    const bool worse =
        verdict == Verdict::fail ||
        (verdict == Verdict::not_checked && result.verdict == Verdict::pass);
    if (first || worse) result.verdict = verdict;
}

/// Thrown when a submission has had its time.
struct TimeOver {};

/// Examines one program of a submission.
class Examiner {
public:
    Examiner(Grade& grade, const GradeRules& rules, const ExaminationRules& how,
             Interrupt& interrupt)
        : grade_(grade), rules_(rules), how_(how), interrupt_(interrupt),
          until_(std::chrono::steady_clock::now() + rules.time) {}

    void examine(Side role, const fs::path& cache);

private:
    void server(const std::string& line);
    void client(const std::string& line);
    bool over() const { return std::chrono::steady_clock::now() > until_; }
    const Exercise& examination() const { return *grade_.submission.exercise; }

    Grade& grade_;
    const GradeRules& rules_;
    const ExaminationRules& how_;
    Interrupt& interrupt_;
    std::chrono::steady_clock::time_point until_;
};

void Examiner::examine(Side role, const fs::path& cache) {
    const auto exercise = one_program(examination(), role);
    const auto source = find_source(exercise, grade_.submission.folder);
    const auto fails = [&](const std::string& why) {
        add_failures(grade_.result, examination(), role, why);
    };
    if (!source)
        return fails("there is neither " + exercise.program() + ".cpp nor " +
                     exercise.program() + ".py");
    grade_.sources.push_back(*source);
    const auto program = build_program(*source, cache, interrupt_);
    if (!program)
        return fails(source->filename().string() + " does not compile");
    if (over()) return fails(time_is_over);
    const auto line = limits(rules_) + program->line;
    role == Side::server ? server(line) : client(line);
}

void Examiner::server(const std::string& line) {
    auto how = how_.conform;
    how.command = line + "{options}";
    auto suite = clauses_of(how);
    for (auto& clause : suite) clause.why = time_is_over;
    try {
        play_started(suite, how, [this](const Clause&) {
            interrupt_.throw_if_asked();
            if (over()) throw TimeOver();
        });
    } catch (const TimeOver&) {
        for (auto& clause : suite)
            if (clause.verdict == Clause::Verdict::not_checked)
                clause.verdict = Clause::Verdict::fail;
    }
    add_results(grade_.result, examination(), suite);
}

void Examiner::client(const std::string& line) {
    auto how = how_.fault;
    how.client = line;
    how.quiet = true;
    const auto rows = fault_rows(how);
    if (!rows) throw Interrupt::Asked();
    add_results(grade_.result, examination(), *rows);
}

} // namespace

Exercise one_program(const Exercise& examination, Side role) {
    auto one = examination;
    one.role = role;
    return one;
}

Exercise load_examination(const ExaminationRules& rules) {
    auto found = find_examination();
    if (!found) throw std::runtime_error("the course has no examination");
    const auto add = [&](const std::string& name, const std::string& sentence) {
        Exercise::Check check;
        check.name = name;
        check.rule = sentence;
        found->checks.push_back(std::move(check));
    };
    for (const auto& clause : clauses_of(rules.conform))
        add(name_of(clause), rule(clause.wire.title, clause.read));
    const auto table = clauses::read_table(rules.fault.clauses);
    const auto all = proxy::read_scenarios(rules.fault.folder);
    for (const auto& scenario : proxy::chosen(all, rules.fault.names)) {
        const auto touched =
            clauses::touched(table, "fault/" + scenario.name, scenario.spec);
        add("client/" + scenario.name,
            rule(scenario.title, clauses::where_to_read(touched)));
    }
    return std::move(*found);
}

void add_results(ExerciseResult& result, const Exercise& examination,
                 const std::vector<Clause>& clauses) {
    for (const auto& clause : clauses) {
        auto verdict = Verdict::pass;
        if (clause.verdict == Clause::Verdict::fail) verdict = Verdict::fail;
        if (clause.verdict == Clause::Verdict::not_checked)
            verdict = Verdict::not_checked;
        add(result, examination, name_of(clause), verdict,
            verdict == Verdict::pass ? "" : clause.why);
    }
}

void add_results(ExerciseResult& result, const Exercise& examination,
                 const std::vector<proxy::Row>& rows) {
    for (const auto& row : rows) {
        auto verdict = Verdict::fail;
        if (row.outcome.verdict == proxy::Verdict::passed)
            verdict = Verdict::pass;
        if (row.outcome.verdict == proxy::Verdict::not_run)
            verdict = Verdict::not_checked;
        add(result, examination, "client/" + row.name, verdict,
            row.outcome.why);
    }
}

void add_failures(ExerciseResult& result, const Exercise& examination,
                  Side role, const std::string& why) {
    const auto begin = one_program(examination, role).program() + '/';
    for (const auto& check : examination.checks)
        if (check.name.starts_with(begin))
            add(result, examination, check.name, Verdict::fail, why);
}

Grade grade_examination(const Submission& submission, const GradeRules& rules,
                        const ExaminationRules& how, const fs::path& cache,
                        Interrupt& interrupt) {
    Grade grade{submission};
    if (submission.folder.empty()) {
        grade.comment = "nothing was handed in";
        return grade;
    }
    grade.progress = read_progress(submission.folder).value_or(Progress{});
    if (!rules.command.empty()) {
        grade.comment = "--command runs one program, and the examination has "
                        "two; see kit examine --help";
        return grade;
    }
    Examiner examiner(grade, rules, how, interrupt);
    for (const auto role : {Side::server, Side::client})
        examiner.examine(role, cache);
    grade.comment = comment_on(grade);
    return grade;
}

} // namespace kit::commands
