#pragma once

#include <cstdint>

/// A port of 127.0.0.1 that is free now. Another program could take it before
/// ours does; then ours says so and the play fails.
std::uint16_t free_port();
