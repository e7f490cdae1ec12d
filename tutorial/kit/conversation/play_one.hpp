#pragma once

#include "common/transcript/cut.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"

#include <optional>
#include <string>

/// Against whom a transcript's client is played. Neither: our own session,
/// in memory.
struct Opponent {
    std::optional<net::Address> server; ///< it is running
    std::string command;                ///< starts a server for each play
    transcript::Names names;            ///< given; `<mailbox>` need not be
    std::optional<TlsClient> tls{};     ///< or plain text

    bool in_memory() const { return !server && command.empty(); }
};

/// Why `transcript` cannot be checked against `opponent`, if it cannot.
std::optional<std::string> not_checked(const transcript::Transcript& transcript,
                                       const Opponent& opponent);

/// Plays the client once, in a fresh `<mailbox>`, which is gone afterwards.
/// `said` gets what a server that was started printed.
Outcome play_one(const transcript::Transcript& transcript,
                 const Opponent& opponent, transcript::Cut cut,
                 transcript::LiveWire* live, std::string& said);
