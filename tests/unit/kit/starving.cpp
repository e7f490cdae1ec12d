#include "tutorial/kit/conversation/starving.hpp"
#include "tests/unit/catch.hpp"
#include "tutorial/kit/system/process.hpp"

using namespace kit;
using namespace std::chrono_literals;

namespace {

using Doing = PeerActivity::Doing;

/// Observes until the program is found to wait, for ten seconds at most.
Doing observe(Starving& program) {
    const auto until = Clock::now() + 10s;
    auto doing = Doing::works;
    while (doing == Doing::works && Clock::now() < until)
        doing = program.observe(Clock::now());
    return doing;
}

} // namespace

TEST_CASE("a program that sleeps is not starved, nor is one that is gone") {
    const Process sleeper("exec sleep 60");
    Starving sleeping(sleeper.group());
    CHECK(observe(sleeping) == Doing::waits);
    Starving nobody(999'999'999);
    CHECK(observe(nobody) == Doing::waits);
    CHECK_FALSE(never_rests(sleeper.group()));
    CHECK_FALSE(never_rests(999'999'999));
}

TEST_CASE("a program that spins never rests") {
    const Process spinner("while :; do :; done");
    CHECK(never_rests(spinner.group(), 300ms));
    const Process gets_ready("i=0; while [ $i -lt 99999 ]; do i=$((i+1)); "
                             "done; exec sleep 60");
    CHECK_FALSE(never_rests(gets_ready.group(), 20s));
}
