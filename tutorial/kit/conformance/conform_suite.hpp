#pragma once

#include "tutorial/kit/conversation/play.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace kit {

/// One transcript of the suite, and the result of a server.
struct Clause {
    enum class Verdict : std::uint8_t {
        pass,
        fail,
        not_done,    ///< a MAY that the server does not do
        not_checked, ///< for the reason `why`
    };
    transcript::Transcript wire;
    Verdict verdict = Verdict::not_checked;
    transcript::Cut cut;             ///< that failed
    std::string why;                 ///< a sentence, unless it passed
    std::string explanation;         ///< of a failure
    std::vector<std::string> read{}; ///< where the clause is explained
};
std::string print(Clause::Verdict verdict);

/// An IMAP server, and a user who may log in.
struct ImapServer {
    net::Address address;
    std::string user;
    std::string password;
    std::optional<TlsClient> tls{}; ///< or plain text
    /// Starts a server for each play, which then has no other address; or
    /// empty.
    std::string command{};
};

/// Returns the transcripts that need IDLE, sorted by the clause that they test.
/// Throws std::runtime_error when there are none.
std::vector<Clause> idle_suite(const std::filesystem::path& folder);

/// Returns text as an atom or a quoted string (RFC 3501 §9, astring). Throws
/// std::runtime_error when neither can hold it.
std::string imap_string(const std::string& text);

/// The capabilities of a server after the login; or the reason why nothing can
/// be checked.
struct Capabilities {
    std::vector<std::string> words;
    std::string trouble;
};
Capabilities ask_capabilities(const ImapServer& server);

/// Plays each clause in each cut, one after the other, and calls `done` after
/// each clause. The explanations never hold the password.
void play_suite(std::vector<Clause>& suite, const ImapServer& server,
                const Capabilities& capabilities,
                const std::vector<transcript::Cut>& cuts,
                const std::function<void(const Clause&)>& done);

} // namespace kit
