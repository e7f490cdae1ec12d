#pragma once

#include "common/net/address.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"
#include "tutorial/kit/conversation/peer_activity.hpp"
#include "tutorial/kit/conversation/tls_client.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace kit {

/// A session of our own server, without a network; we play the client.
struct InMemory {};

/// A program that is started for each play, and ended after it.
struct Command {
    /// The command line, for a shell. `{port}` stands for the port where the
    /// server listens or the client connects, `{options}` for the options that
    /// the transcript asks of a server.
    std::string line;
    /// The time that a server has to listen, or a client to connect. Nothing
    /// means without end.
    std::optional<std::chrono::seconds> patience = std::chrono::seconds(10);
    /// The address where we wait for a client; port 0 is any free one.
    net::Address listen{"127.0.0.1", 0};
    /// Observes the program, if it is one of the course's own; else empty.
    ObservePeer observe{};
};

/// The other side of a play.
struct Opponent {
    /// An address is where a server listens already, or where we wait for a
    /// client that somebody else starts.
    std::variant<InMemory, net::Address, Command> who;
    transcript::Names names{};      ///< that are given
    std::optional<TlsClient> tls{}; ///< or plain text
    std::uint32_t seed = 1;         ///< of the names that differ (`@vary`)

    bool in_memory() const { return std::holds_alternative<InMemory>(who); }
};

/// Returns the names that have a value when a play begins: those that are
/// given, and the name of a new mailbox if we are a client that uses one.
transcript::Names names_for(const transcript::Transcript& transcript,
                            transcript::Side ours, const Opponent& opponent);

/// Returns the reason why side `ours` of `transcript` cannot be played against
/// `opponent`; nothing if it can.
std::optional<std::string>
why_not_checked(const transcript::Transcript& transcript, transcript::Side ours,
                const Opponent& opponent);

} // namespace kit
