#include "tutorial/kit/exercises/check_exercise.hpp"

#include "common/transcript/explain.hpp"
#include "common/transcript/why.hpp"
#include "tutorial/kit/conversation/play.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/picture.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <stdexcept>

namespace kit {

using namespace transcript;

namespace {

/// Checks one program. Gives up when no connection to it can be made.
class Checker {
public:
    Checker(const Exercise& exercise, const Opponent& program,
            const Selection& selection)
        : exercise_(exercise), program_(program), selection_(selection) {
        // The student's command line ends as the exercise has it.
        auto* command = std::get_if<Command>(&program_.who);
        if (command && !exercise.arguments.empty())
            command->line += ' ' + exercise.arguments;
    }

    CheckResult check(const Exercise::Check& check, Interrupt& interrupt);

private:
    std::string again(const Exercise::Check& check, Cut cut) const;
    void fail(CheckResult& result, const Transcript& wire, Cut cut,
              const PlayResult& played);

    const Exercise& exercise_;
    Opponent program_;
    const Selection& selection_;
    bool reached_ = false;
    bool given_up_ = false;
};

CheckResult Checker::check(const Exercise::Check& check, Interrupt& interrupt) {
    CheckResult result{&check};
    auto wire = read_transcript(check.wire.string());
    wire.file = course_name(check.wire);
    if (given_up_) {
        result.why = "the program could not be started";
        return result;
    }
    const auto ours = other(exercise_.role);
    if (const auto why = why_not_checked(wire, ours, program_)) {
        result.why = *why;
        return result;
    }
    auto cuts = selection_.cuts.empty() ? check.cuts : selection_.cuts;
    for (auto& cut : cuts) {
        interrupt.throw_if_asked();
        if (cut.kind == Cut::Kind::random && selection_.cuts.empty())
            cut.seed = selection_.seed;
        const auto played = play(wire, ours, program_, cut);
        if (std::holds_alternative<Interrupted>(played.end))
            throw Interrupt::Asked();
        reached_ = reached_ || played.reached;
        given_up_ = !reached_;
        if (std::holds_alternative<Passed>(played.end)) continue;
        fail(result, wire, cut, played);
        return result;
    }
    result.verdict = Verdict::pass;
    result.points = check.points;
    return result;
}

void Checker::fail(CheckResult& result, const Transcript& wire, Cut cut,
                   const PlayResult& played) {
    result.verdict = Verdict::fail;
    result.cut = cut;
    result.printed = played.printed;
    const auto repeat = again(*result.check, cut);
    if (const auto* impossible = std::get_if<Impossible>(&played.end)) {
        result.why = impossible->why;
        result.explanation = wire.file + ": " + wire.title +
                             "\nWhy:      " + result.why +
                             ".\nAgain:    " + repeat + '\n';
        return;
    }
    const auto& mismatch = std::get<Mismatch>(played.end);
    const auto end = played.exit ? "; your program " + print(*played.exit) : "";
    result.why = why(mismatch) + end;
    result.explanation = explain(wire, mismatch, repeat, end);
    result.picture = draw_mismatch(mismatch, exercise_.role);
}

std::string Checker::again(const Exercise::Check& check, Cut cut) const {
    return "kit check " + exercise_.number + " --only " +
           shell_word(check.name) + " --cut " + print(cut) + selection_.again;
}

Verdict worst(const std::vector<CheckResult>& checks) {
    const auto any = [&](Verdict verdict) {
        return std::ranges::find(checks, verdict, &CheckResult::verdict) !=
               checks.end();
    };
    if (any(Verdict::fail)) return Verdict::fail;
    return any(Verdict::not_checked) ? Verdict::not_checked : Verdict::pass;
}

} // namespace

std::string print(Verdict verdict) {
    if (verdict == Verdict::pass) return "pass";
    return verdict == Verdict::fail ? "fail" : "not checked";
}

const CheckResult* ExerciseResult::first_failing() const {
    const auto found =
        std::ranges::find(checks, Verdict::fail, &CheckResult::verdict);
    return found == checks.end() ? nullptr : &*found;
}

unsigned ExerciseResult::passed() const {
    return static_cast<unsigned>(
        std::ranges::count(checks, Verdict::pass, &CheckResult::verdict));
}

ExerciseResult check_exercise(const Exercise& exercise, const Opponent& program,
                              const Selection& selection, Interrupt& interrupt,
                              const OnCheck& on_check) {
    Checker checker(exercise, program, selection);
    ExerciseResult result;
    std::string known;
    for (const auto& check : exercise.checks) {
        known += (known.empty() ? "" : ", ") + check.name;
        if (!selection.only.empty() && check.name != selection.only) continue;
        result.checks.push_back(checker.check(check, interrupt));
        result.points += result.checks.back().points;
        on_check(result.checks.back());
    }
    if (result.checks.empty())
        throw std::runtime_error("exercise " + exercise.number +
                                 " has no check '" + selection.only +
                                 "'; it has " + known);
    result.verdict = worst(result.checks);
    return result;
}

ExerciseResult not_startable(const Exercise& exercise, const std::string& why) {
    ExerciseResult result;
    result.verdict = Verdict::fail;
    for (const auto& check : exercise.checks) {
        result.checks.push_back({&check});
        result.checks.back().why = why;
    }
    return result;
}

} // namespace kit
