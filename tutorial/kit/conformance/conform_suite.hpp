#pragma once

#include "tutorial/kit/conversation/play.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

/// How a server fares with one transcript of the suite.
struct Clause {
    enum class Status : std::uint8_t {
        pass,
        fail,
        not_done,    ///< a MAY, and the server does not
        not_checked, ///< `why` says why
    };
    transcript::Transcript wire;
    Status status = Status::not_checked;
    transcript::Cut cut;     ///< the one that failed
    std::string why;         ///< a sentence, unless it passed
    std::string explanation; ///< of a failure
};
std::string print(Clause::Status status);

/// An IMAP server, and who may log in.
struct ImapServer {
    net::Address address;
    std::string user;
    std::string password;
    std::optional<TlsClient> tls{}; ///< or plain text
};

/// The transcripts that need IDLE, by the clause they test. Throws
/// std::runtime_error when there are none.
std::vector<Clause> idle_suite(const std::filesystem::path& folder);

/// Text as IMAP takes it: an atom or a quoted string (RFC 3501 §9, astring).
/// Throws std::runtime_error when neither can hold it.
std::string imap_string(const std::string& text);

/// What a server says it can do once one has logged in; or why nothing can be
/// checked.
struct Capabilities {
    std::vector<std::string> words;
    std::string trouble;
};
Capabilities ask_capabilities(const ImapServer& server);

/// Plays each clause in each cut, one after the other, and calls `done` after
/// each. What is explained never holds the password.
void play_suite(std::vector<Clause>& suite, const ImapServer& server,
                const Capabilities& capabilities,
                const std::vector<transcript::Cut>& cuts,
                const std::function<void(const Clause&)>& done);
