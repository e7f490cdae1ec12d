#pragma once

#include "common/system/child.hpp"
#include "common/transcript/cut.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"
#include "tutorial/kit/conversation/opponent.hpp"
#include "tutorial/kit/conversation/play_end.hpp"

#include <functional>
#include <optional>
#include <string>

namespace kit {

/// How a play went.
struct PlayResult {
    PlayEnd end;
    bool reached = false;      ///< there was a connection to the opponent
    transcript::Names names{}; ///< with the values that they have got
    std::string printed{};     ///< the end of what a started program printed
    /// The way in which a program ended that had closed its connection. It is
    /// left to chance whether other programs have ended when the play is over.
    std::optional<Exit> exit{};
    /// The reason why a mailbox may be left on the server; or empty.
    std::string left{};
};

/// Observes a play while it goes on. Each member may be null.
struct PlayObserver {
    transcript::LiveWire* live = nullptr;
    /// Called when we begin to wait for a client at this address.
    std::function<void(const net::Address&)> listening{};
};

/// Plays side `ours` of `transcript` once against `opponent`. It comes to an
/// end, whatever a program does that is started with a `patience`.
PlayResult play(const transcript::Transcript& transcript, transcript::Side ours,
                const Opponent& opponent, transcript::Cut cut,
                const PlayObserver& observer = {});

} // namespace kit
