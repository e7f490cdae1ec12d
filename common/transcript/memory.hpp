#pragma once

#include "common/session.hpp"
#include "common/transcript/live.hpp"
#include "common/transcript/player.hpp"

#include <optional>
#include <string_view>

namespace transcript {

/// The other side of a conversation, in the same process.
class World {
public:
    virtual ~World() = default;

    /// A new session for this connection, not yet started. It lives until
    /// `close()`, or as long as the world.
    virtual Session& open(Connection connection) = 0;
    virtual void close(Connection connection) = 0;
    /// Posts a message by the side door.
    virtual void deliver(std::string_view text) = 0;
};

/// Plays to the end; minutes pass at once. Gives the mismatch, if
/// there is one. `live` is shown what passes and may be null.
std::optional<Mismatch> play_in_memory(Player& player, World& world,
                                       LiveWire* live = nullptr);

} // namespace transcript
