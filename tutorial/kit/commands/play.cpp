#include "tutorial/kit/commands/play.hpp"

#include "common/toy/limits.hpp"
#include "common/transcript/explain.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/commands/names.hpp"
#include "tutorial/kit/commands/tls_option.hpp"
#include "tutorial/kit/conversation/play.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <csignal>
#include <iostream>
#include <memory>
#include <unistd.h>

using namespace transcript;

namespace kit::commands {

namespace {

/// Plays files one after the other and counts how they ended.
class Plays {
public:
    explicit Plays(const PlayOptions& options);

    int run();

private:
    void play_file(const std::string& name);
    void play(const Transcript& transcript, Cut cut);
    void report(const Transcript& transcript, Cut cut,
                const PlayResult& played);
    void say(std::string_view result, const Transcript& transcript, Cut cut,
             const std::string& why = {});
    std::optional<std::string> why_not(const Transcript& transcript) const;
    const std::string* known_difference(const Transcript& transcript,
                                        Cut cut) const;
    std::string again(const Transcript& transcript, Cut cut) const;

    const PlayOptions& options_;
    std::vector<Cut> cuts_;
    Opponent opponent_;
    int passed_ = 0;
    int failed_ = 0;
    int differ_ = 0;
    int not_checked_ = 0;
    int faults_ = 0;
};

Plays::Plays(const PlayOptions& options)
    : options_(options), cuts_(parse_cuts(options.cut)) {
    if (!options.command.empty()) opponent_.who = Command{options.command};
    opponent_.names = given_names(options.set);
    opponent_.tls = tls_client(options.tls);
    if (opponent_.tls && opponent_.in_memory() && options.connect.empty())
        throw std::runtime_error("in memory there is no TLS; give --connect "
                                 "or --server");
    if (options.connect.empty()) return;
    const auto address =
        net::parse_address(options.connect, {"127.0.0.1", toy::default_port});
    if (!address) throw std::runtime_error("--connect: " + address.error());
    opponent_.who = *address;
}

int Plays::run() {
    for (const auto& name : options_.files) play_file(name);
    if (options_.files.size() * cuts_.size() > 1) {
        std::cout << passed_ << " ok, " << failed_ << " failed, "
                  << not_checked_ << " not checked";
        if (differ_ > 0) std::cout << ", " << differ_ << " differ, as known";
        std::cout << '\n';
    }
    if (faults_ > 0) return exit_code::own_fault;
    if (failed_ > 0) return exit_code::fail;
    return not_checked_ > 0 ? exit_code::not_checked : exit_code::pass;
}

void Plays::play_file(const std::string& name) try {
    auto transcript = read_transcript(name);
    transcript.allows_unasked = options_.unasked;
    if (const auto why = why_not(transcript)) {
        std::cout << "not checked: " << name << ": " << *why << std::endl;
        ++not_checked_;
        return;
    }
    for (const auto& cut : cuts_) play(transcript, cut);
} catch (const std::runtime_error& error) {
    std::cerr << "kit play: " << error.what() << std::endl;
    ++faults_;
}

/// Why the server is known to do otherwise, or null.
const std::string* Plays::known_difference(const Transcript& transcript,
                                           Cut cut) const {
    for (const auto& who : {options_.as, options_.as + ' ' + print(cut)})
        if (const auto known = transcript.differs.find(who);
            known != transcript.differs.end())
            return &known->second;
    return nullptr;
}

std::optional<std::string> Plays::why_not(const Transcript& transcript) const {
    for (const auto& word : options_.lacks)
        if (std::ranges::find(transcript.needs, word) != transcript.needs.end())
            return "it needs " + word + ", which the server lacks";
    return why_not_checked(transcript, Side::client, opponent_);
}

void Plays::play(const Transcript& transcript, Cut cut) {
    std::unique_ptr<LiveWire> live;
    if (options_.wire)
        live = std::make_unique<LiveWire>(std::cout, isatty(1) == 1);
    report(transcript, cut,
           kit::play(transcript, Side::client, opponent_, cut, {live.get()}));
}

void Plays::report(const Transcript& transcript, Cut cut,
                   const PlayResult& played) {
    const auto& end = played.end;
    if (const auto* known = known_difference(transcript, cut)) {
        if (std::holds_alternative<Mismatch>(end)) {
            ++differ_;
            return say("differs, known", transcript, cut, *known);
        }
        if (std::holds_alternative<Passed>(end)) {
            ++failed_;
            return say("FAIL", transcript, cut,
                       "@differs says otherwise, but it passed: " + *known);
        }
    }
    if (std::holds_alternative<Passed>(end)) {
        ++passed_;
        return say("ok  ", transcript, cut);
    }
    if (std::holds_alternative<Interrupted>(end)) {
        std::cout << "bye" << std::endl;
        std::exit(128 + SIGINT);
    }
    ++failed_;
    if (const auto* impossible = std::get_if<Impossible>(&end))
        say("FAIL", transcript, cut, impossible->why);
    if (const auto* mismatch = std::get_if<Mismatch>(&end)) {
        say("FAIL", transcript, cut);
        std::cout << '\n'
                  << explain(transcript, *mismatch, again(transcript, cut))
                  << std::endl;
    }
    if (!played.printed.empty())
        std::cout << "The server printed:\n" << played.printed << std::endl;
    if (!played.left.empty()) std::cout << played.left << '\n' << std::endl;
}

void Plays::say(std::string_view result, const Transcript& transcript, Cut cut,
                const std::string& why) {
    std::cout << result << ' ' << transcript.file;
    if (cuts_.size() > 1) std::cout << "  cut " << print(cut);
    std::cout << (why.empty() ? "" : ": ") << why << std::endl;
}

std::string Plays::again(const Transcript& transcript, Cut cut) const {
    auto command =
        shell_word(options_.program) + " play " + shell_word(transcript.file);
    if (!options_.connect.empty())
        command += " --connect " + shell_word(options_.connect);
    if (!options_.command.empty())
        command += " --server " + shell_word(options_.command);
    if (opponent_.tls) command += opponent_.tls->options;
    for (const auto& name : options_.set)
        command += " --set " + shell_word(name);
    if (cut.kind != Cut::Kind::whole) command += " --cut " + print(cut);
    return command;
}

} // namespace

int play(const PlayOptions& options) {
    return Plays(options).run();
}

} // namespace kit::commands
