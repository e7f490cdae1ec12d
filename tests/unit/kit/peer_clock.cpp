#include "tutorial/kit/conversation/peer_clock.hpp"
#include "tests/unit/catch.hpp"

using namespace kit;
using namespace std::chrono_literals;

TEST_CASE(
    "the player's clock is turned forward, and its times are the machine's") {
    PeerClock clock;
    clock.turn_to(clock.now() + 1h);
    CHECK(clock.now() >= Clock::now() + 1h - 1s);
    const Clock::time_point deadline = Clock::now() + 2h;
    CHECK(clock.on_machine(deadline) <= deadline - 1h + 1s);
}

TEST_CASE("time in which the peer works does not count, up to a limit") {
    PeerClock clock;
    clock.discount(Clock::now() - 10s);
    CHECK(clock.now() <= Clock::now() - 10s);
    clock.discount(Clock::now() - 1h); // the last one may go beyond the limit
    const auto before = clock.now();
    clock.discount(Clock::now() - 1h);
    CHECK(clock.now() >= before);
}

TEST_CASE("nobody is observed unless that is asked for") {
    PeerClock clock;
    CHECK_FALSE(clock.observes());
    clock.observe_with([] { return std::unique_ptr<PeerActivity>(); });
    CHECK(clock.observes());
    CHECK(clock.observe() == nullptr);
}
