#pragma once

#include "common/session.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/player.hpp"

#include <optional>
#include <string_view>

namespace transcript {

/// The other side of a conversation, in this process.
class World {
public:
    virtual ~World() = default;

    /// Returns a new session for this connection, which is not started yet. It
    /// lives until `close()`, or as long as the world.
    virtual Session& open(Connection connection) = 0;
    virtual void close(Connection connection) = 0;
    /// Posts a message by the side door, as `!deliver` asks.
    virtual void deliver(std::string_view text) = 0;
};

/// Plays to the end. Waiting takes no real time, because the clock is turned.
/// Returns the mismatch, if there is one. `live` is told of every line that
/// passes, and may be null.
std::optional<Mismatch> play_in_memory(Player& player, World& world,
                                       LiveWire* live = nullptr);

} // namespace transcript
