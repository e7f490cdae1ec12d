#include "tutorial/kit/conversation/starving.hpp"
#include "tests/unit/catch.hpp"

#include <unistd.h>

using namespace kit;
using namespace std::chrono_literals;

TEST_CASE("a program that waits is not starved, nor is one that is gone") {
    // An hour, in which we have waited for a processor less than half of it.
    Starving ourselves(getpid());
    CHECK(ourselves.observe(Clock::now() + 1h) == PeerActivity::Doing::waits);
    Starving nobody(999'999'999);
    CHECK(nobody.observe(Clock::now() + 1s) == PeerActivity::Doing::waits);
}
