#pragma once

#include "common/net/address.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"
#include "tutorial/kit/conversation/peer_activity.hpp"
#include "tutorial/kit/conversation/tls_client.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <variant>

/// A session of our own server, without a network.
struct InMemory {};

/// A program that is started for each play, and ended after it.
struct Command {
    /// For a shell. `{port}` stands for the port where the server listens or
    /// the client connects, `{options}` for the options that the transcript
    /// asks of a server.
    std::string line;
    /// The time that a server has to listen and a client to connect; nothing:
    /// as long as it takes.
    std::optional<std::chrono::seconds> patience = std::chrono::seconds(10);
    /// Where we wait for a client; port 0 is any free one.
    net::Address listen{"127.0.0.1", 0};
    /// Sees what the program does. Empty for programs that are not ours.
    ObservePeer observe{};
};

/// Whom a transcript is played against.
struct Opponent {
    /// An address: a server listens there already, or we wait there for a
    /// client that somebody else starts.
    std::variant<InMemory, net::Address, Command> who;
    transcript::Names names{};      ///< given; `<mailbox>` need not be
    std::optional<TlsClient> tls{}; ///< or plain text

    bool in_memory() const { return std::holds_alternative<InMemory>(who); }
};

/// The names that a play of `transcript` begins with: those that are given, and
/// a mailbox of its own if the transcript wants one.
transcript::Names names_for(const transcript::Transcript& transcript,
                            const Opponent& opponent);

/// Why side `ours` of `transcript` cannot be played against `opponent`; nothing
/// if it can.
std::optional<std::string>
why_not_checked(const transcript::Transcript& transcript, transcript::Side ours,
                const Opponent& opponent);
