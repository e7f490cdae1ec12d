#pragma once

#include <cstdint>

namespace transcript {

/// The two ends of a conversation: one calls, one is called.
enum class Side : std::uint8_t { client, server };

inline Side other(Side side) {
    return side == Side::client ? Side::server : Side::client;
}

} // namespace transcript
