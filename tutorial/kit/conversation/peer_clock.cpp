#include "tutorial/kit/conversation/peer_clock.hpp"

namespace kit {

void PeerClock::discount(Clock::time_point since) {
    if (discounted_ > most_discount) return;
    const auto time = Clock::now() - since;
    discounted_ += time;
    offset_ -= time;
}

} // namespace kit
