#include "tutorial/kit/exercises/check_exercise.hpp"

#include "common/transcript/explain.hpp"
#include "common/transcript/why.hpp"
#include "tutorial/kit/conversation/play.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/conversation/varied_names.hpp"
#include "tutorial/kit/exercises/course.hpp"
#include "tutorial/kit/exercises/picture.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <stdexcept>

namespace kit {

using namespace transcript;

namespace {

/// The time for what is due at once.
constexpr std::chrono::seconds at_once{1};

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
        if (command) command->line.insert(0, selection.setup);
    }

    CheckResult check(const Exercise::Check& check, Interrupt& interrupt);

private:
    /// A play of a check. Its seed chooses the data, and where `random` cuts.
    struct OnePlay {
        Cut cut;
        std::uint32_t seed;
    };
    std::vector<OnePlay> plays(const Exercise::Check& check,
                               const Transcript& wire) const;
    PlayResult play_fairly(const Transcript& wire, const OnePlay& one);
    std::string again(const Exercise::Check& check, const OnePlay& one) const;
    void fail(CheckResult& result, const Transcript& wire, const OnePlay& one,
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
    wire.deadline = at_once;
    if (given_up_) {
        result.why = "the program could not be started";
        return result;
    }
    const auto ours = other(exercise_.role);
    if (const auto why = why_not_checked(wire, ours, program_)) {
        result.why = *why;
        return result;
    }
    for (const auto& one : plays(check, wire)) {
        interrupt.throw_if_asked();
        if (selection_.until &&
            std::chrono::steady_clock::now() >= *selection_.until) {
            result.verdict = Verdict::fail;
            result.why = "the time for this program was over";
            return result;
        }
        const auto played = play_fairly(wire, one);
        if (std::holds_alternative<Interrupted>(played.end))
            throw Interrupt::Asked();
        reached_ = reached_ || played.reached;
        given_up_ = !reached_;
        if (std::holds_alternative<Passed>(played.end)) continue;
        fail(result, wire, one, played);
        return result;
    }
    result.verdict = Verdict::pass;
    result.points = check.points;
    return result;
}

/// A check is played in each cut, and until its data have varied enough.
std::vector<Checker::OnePlay> Checker::plays(const Exercise::Check& check,
                                             const Transcript& wire) const {
    const bool chosen = !selection_.cuts.empty();
    const auto& cuts = chosen ? selection_.cuts : check.cuts;
    auto count = cuts.size();
    if (!chosen) count = std::max(count, plays_to_vary(wire));
    std::vector<OnePlay> found;
    for (std::size_t i = 0; i < count; ++i) {
        OnePlay one{cuts[i % cuts.size()],
                    selection_.seed + static_cast<std::uint32_t>(i)};
        if (one.cut.kind == Cut::Kind::random && !chosen)
            one.cut.seed = one.seed;
        found.push_back(one);
    }
    return found;
}

/// True if only a time was wrong: something came too late, or in a silence.
bool is_of_time(const Mismatch& mismatch) {
    return mismatch.cause == Mismatch::Cause::late ||
           std::holds_alternative<Silence>(mismatch.expected);
}

/// A program whose time was wrong once may have been unlucky, for the machine
/// may be slow; so it plays again.
PlayResult Checker::play_fairly(const Transcript& wire, const OnePlay& one) {
    program_.seed = one.seed;
    const auto ours = other(exercise_.role);
    auto played = play(wire, ours, program_, one.cut);
    const auto* mismatch = std::get_if<Mismatch>(&played.end);
    if (!mismatch || !is_of_time(*mismatch)) return played;
    return play(wire, ours, program_, one.cut);
}

void Checker::fail(CheckResult& result, const Transcript& wire,
                   const OnePlay& one, const PlayResult& played) {
    result.verdict = Verdict::fail;
    result.cut = one.cut;
    result.printed = played.printed;
    const auto repeat = again(*result.check, one);
    if (const auto* impossible = std::get_if<Impossible>(&played.end)) {
        result.why = impossible->why;
        result.was_played = false;
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

std::string Checker::again(const Exercise::Check& check,
                           const OnePlay& one) const {
    return "kit check " + exercise_.number + " --only " +
           shell_word(check.name) + " --cut " + print(one.cut) + " --seed " +
           std::to_string(one.seed) + selection_.again;
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
    result.is_whole = selection.only.empty() && selection.cuts.empty();
    std::string known;
    for (const auto& check : exercise.checks) {
        known += (known.empty() ? "" : ", ") + check.name;
        if (!selection.only.empty() && check.name != selection.only) continue;
        result.checks.push_back(checker.check(check, interrupt));
        result.points += result.checks.back().points;
        on_check(result.checks.back());
        if (selection.to_first_failure &&
            result.checks.back().verdict == Verdict::fail)
            break;
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
