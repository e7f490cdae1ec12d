#include "tutorial/kit/conformance/conform_suite.hpp"

#include "common/transcript/explain.hpp"
#include "common/transcript/parse.hpp"
#include "common/transcript/why.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace kit {

namespace fs = std::filesystem;
using namespace transcript;

namespace {

/// Returns the numbers in a clause, to sort by: §6.3.11 follows §6.3.2.
std::vector<unsigned long> numbers(const std::string& spec) {
    std::vector<unsigned long> found;
    for (std::size_t at = 0; at < spec.size();) {
        const auto begin = spec.find_first_of("0123456789", at);
        if (begin == spec.npos) break;
        std::size_t length = 0;
        found.push_back(std::stoul(spec.substr(begin, 9), &length));
        at = begin + length;
    }
    return found;
}

Opponent opponent(const ImapServer& server) {
    Opponent whom{server.address,
                  {{"user", imap_string(server.user)},
                   {"password", imap_string(server.password)}},
                  server.tls};
    if (!server.command.empty()) whom.who = Command{server.command};
    return whom;
}

void hide_login(Line& line) {
    for (auto& piece : line.text)
        if (auto* name = std::get_if<Name>(&piece);
            name && (name->name == "user" || name->name == "password"))
            name->value.reset();
}

/// The mismatch without the values of <user> and <password>: a report may be
/// shown to others.
Mismatch without_login(Mismatch mismatch) {
    mismatch.names.erase("user");
    mismatch.names.erase("password");
    if (mismatch.sent) hide_login(*mismatch.sent);
    for (auto& step : mismatch.steps)
        if (auto* line = std::get_if<Line>(&step.what)) hide_login(*line);
    return mismatch;
}

/// Returns the command that repeats it. The password of a server that the kit
/// has started is shown, for it is one for tests; otherwise the shell must have
/// $KIT_PASSWORD.
std::string again(const Clause& clause, const ImapServer& server, Cut cut) {
    const bool started = !server.command.empty();
    const auto where = started
                           ? " --server " + shell_word(server.command)
                           : " --connect " + shell_word(print(server.address));
    const auto password = started ? shell_word(imap_string(server.password))
                                  : "\"$KIT_PASSWORD\"";
    auto command = "kit play --unasked " + shell_word(clause.wire.file) +
                   where + (server.tls ? server.tls->options : "") + " --set " +
                   shell_word("user=" + imap_string(server.user)) +
                   " --set password=" + password;
    if (cut.kind != Cut::Kind::whole) command += " --cut " + print(cut);
    return command;
}

/// True if there is no need to play it in another cut.
bool judge(Clause& clause, const PlayEnd& end, const ImapServer& server,
           Cut cut) {
    if (std::holds_alternative<Passed>(end)) {
        clause.verdict = Clause::Verdict::pass;
        return false;
    }
    if (std::holds_alternative<Interrupted>(end))
        throw std::runtime_error("interrupted");
    if (const auto* impossible = std::get_if<Impossible>(&end)) {
        clause.verdict = Clause::Verdict::not_checked;
        clause.why = impossible->why;
        return true;
    }
    const auto& mismatch = std::get<Mismatch>(end);
    const bool may = clause.wire.level == "MAY";
    clause.verdict = may ? Clause::Verdict::not_done : Clause::Verdict::fail;
    clause.cut = cut;
    clause.why = why(mismatch);
    clause.explanation = explain(clause.wire, without_login(mismatch),
                                 again(clause, server, cut));
    return true;
}

std::optional<std::string> lacks(const Transcript& wire,
                                 const Capabilities& capabilities) {
    for (const auto& word : wire.needs)
        if (std::ranges::find(capabilities.words, word) ==
            capabilities.words.end())
            return "the server does not offer " + word;
    return std::nullopt;
}

} // namespace

std::string print(Clause::Verdict verdict) {
    switch (verdict) {
    case Clause::Verdict::pass:
        return "pass";
    case Clause::Verdict::fail:
        return "FAIL";
    case Clause::Verdict::not_done:
        return "not done";
    case Clause::Verdict::not_checked:
        break;
    }
    return "not checked";
}

std::vector<Clause> idle_suite(const fs::path& folder) {
    std::vector<Clause> suite;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".wire") continue;
        auto wire = read_transcript(entry.path().string());
        wire.allows_unasked = true;
        if (wire.protocol == Protocol::imap && needs(wire, "IDLE"))
            suite.push_back({std::move(wire)});
    }
    if (suite.empty())
        throw std::runtime_error(folder.string() +
                                 ": holds no transcript that needs IDLE");
    std::ranges::sort(suite, {}, [](const Clause& clause) {
        return std::pair(numbers(clause.wire.spec), clause.wire.file);
    });
    return suite;
}

std::string imap_string(const std::string& text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789-_.@+=:/!$&'";
    if (!text.empty() && text.find_first_not_of(plain) == text.npos)
        return text;
    std::string whole = "\"";
    for (const char c : text) {
        if (c <= 0 || c == '\r' || c == '\n')
            throw std::runtime_error("a name or a password can be sent if it "
                                     "is US-ASCII on one line, and this one "
                                     "is not");
        if (c == '"' || c == '\\') whole += '\\';
        whole += c;
    }
    return whole + '"';
}

Capabilities ask_capabilities(const ImapServer& server) {
    static const auto wire = parse("@protocol imap\n"
                                   "S: * OK ...\n"
                                   "C: k1 LOGIN <user> <password>\n"
                                   "S: ...\n"
                                   "S: k1 OK ...\n"
                                   "C: k2 CAPABILITY\n"
                                   "S: ...\n"
                                   "S: * CAPABILITY <words...>\n"
                                   "S: ...\n"
                                   "S: k2 OK ...\n",
                                   "logging in");
    const auto played = play(*wire, Side::client, opponent(server), Cut{});
    if (const auto why = why_failed(played.end)) return {{}, *why};
    if (std::holds_alternative<Interrupted>(played.end))
        throw std::runtime_error("interrupted");

    Capabilities found;
    std::istringstream words(played.names.at("words"));
    for (std::string word; words >> word;) found.words.push_back(word);
    return found;
}

void play_suite(std::vector<Clause>& suite, const ImapServer& server,
                const Capabilities& capabilities, const std::vector<Cut>& cuts,
                const std::function<void(const Clause&)>& done) {
    const auto whom = opponent(server);
    for (auto& clause : suite) {
        auto why = lacks(clause.wire, capabilities);
        if (!why) why = why_not_checked(clause.wire, Side::client, whom);
        if (why) clause.why = *why;
        for (const auto& cut : cuts) {
            if (why) break;
            const auto played = play(clause.wire, Side::client, whom, cut);
            const bool over = judge(clause, played.end, server, cut);
            if (!played.left.empty()) clause.explanation += played.left + '\n';
            if (over) break;
        }
        done(clause);
    }
}

} // namespace kit
