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

/// How a play went.
struct PlayResult {
    PlayEnd end;
    bool reached = false;      ///< there was a connection to the opponent
    transcript::Names names{}; ///< and the values that they got
    std::string printed{};     ///< the last of what a started program printed
    /// How the program that closed its connection ended. Whether others have
    /// ended when the play is over would be chance.
    std::optional<Exit> exit{};
    /// Why a mailbox of the play may be left on the server; or empty.
    std::string left{};
};

/// Is told of a play while it goes on; each may be null.
struct PlayObserver {
    transcript::LiveWire* live = nullptr;
    /// We wait for a client at this address.
    std::function<void(const net::Address&)> listening{};
};

/// Plays side `ours` of `transcript` once against `opponent`. Whatever a
/// program that is started does, this comes to an end.
PlayResult play(const transcript::Transcript& transcript, transcript::Side ours,
                const Opponent& opponent, transcript::Cut cut,
                const PlayObserver& observer = {});
