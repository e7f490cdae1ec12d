#pragma once

#include <cstdint>

namespace transcript {

/// The two ends of a conversation: one calls, one is called.
enum class Side : std::uint8_t { client, server };

} // namespace transcript
