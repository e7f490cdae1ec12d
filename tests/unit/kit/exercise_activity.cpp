#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/activity.hpp"
#include "tutorial/kit/system/process.hpp"

#include <thread>

using namespace kit;

using namespace std::chrono_literals;

namespace {

/// A Python program that has printed "ready".
class Ready {
public:
    explicit Ready(const std::string& program)
        : process_("exec python3 -c '" + program + "'") {
        const auto until = Clock::now() + 60s;
        while (process_.printed().find("ready") == std::string::npos) {
            REQUIRE(Clock::now() < until);
            std::this_thread::sleep_for(1ms);
        }
    }
    pid_t group() const { return process_.group(); }

private:
    Process process_;
};

using lint::Activity;
using Doing = PeerActivity::Doing;

/// True if the program is found to be `doing` that sooner or later.
bool comes_to(Doing doing, pid_t group) {
    Activity activity(group);
    for (const auto until = Clock::now() + 60s; Clock::now() < until;) {
        if (activity.observe(Clock::now()) == doing) return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

/// True if the program is ever found to stand still. Hours pass between two
/// looks.
bool ever_stands_still(pid_t group) {
    Activity activity(group);
    Clock::time_point now;
    for (int look = 0; look < 20; ++look)
        if (activity.observe(now += 1h) == Doing::stands_still) return true;
    return false;
}

constexpr auto door = "import socket\n"
                      "door = socket.create_server((\"127.0.0.1\", 0))\n";
constexpr auto ready = "print(\"ready\", flush=True)\n";

} // namespace

TEST_CASE("who waits for a client, and for no time, stands still") {
    const auto wait = GENERATE(
        as<std::string>{}, "door.accept()\n",
        "import select\nselect.select([door], [], [])\n",
        "import select\nwaits = select.poll()\nwaits.register(door)\n"
        "waits.unregister(door)\nwaits.poll()\n",
        "import select\nselect.epoll().poll()\n",
        "import threading\nother = threading.Thread(target=door.accept)\n"
        "other.start()\nother.join()\n",
        "import os\nif os.fork(): os.wait()\nelse: door.accept()\n");
    const Ready program(door + std::string(ready) + wait);
    CHECK(comes_to(Doing::stands_still, program.group()));
}

TEST_CASE("who waits for a time does not stand still") {
    const auto wait = GENERATE(
        as<std::string>{}, "import time\ntime.sleep(60)\n",
        "import select\nselect.select([door], [], [], 60)\n",
        "door.settimeout(60)\ndoor.accept()\n",
        "import select\nselect.epoll().poll(60)\n",
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=[60]).start()\n"
        "door.accept()\n",
        "import os, time\nif os.fork(): door.accept()\nelse: time.sleep(60)\n",
        "import ctypes, select\nkernel = ctypes.CDLL(None)\n"
        "timer = kernel.timerfd_create(1, 0)\n"
        "kernel.timerfd_settime(timer, 0, (ctypes.c_long * 4)(0, 0, 60, 0), "
        "None)\n"
        "waits = select.epoll()\nwaits.register(timer)\nwaits.poll()\n");
    const Ready program(door + std::string(ready) + wait);
    CHECK_FALSE(ever_stands_still(program.group()));
    CHECK(comes_to(Doing::waits, program.group()));
}

TEST_CASE("who is at work is seen to be, and does not stand still") {
    const Ready program(ready + std::string("while True: pass\n"));
    CHECK(comes_to(Doing::works, program.group()));
    CHECK_FALSE(ever_stands_still(program.group()));
}

TEST_CASE("who was ended may have children that go on, so it only waits") {
    Process process("exit 0");
    CHECK(comes_to(Doing::waits, process.group()));
    CHECK_FALSE(ever_stands_still(process.group()));
    CHECK(process.ended());
    CHECK_FALSE(ever_stands_still(process.group()));
}

TEST_CASE("it takes 200 ms to stand still") {
    const Ready program(door + std::string(ready) + "door.accept()\n");
    REQUIRE(comes_to(Doing::stands_still, program.group()));
    Activity activity(program.group());
    const Clock::time_point now;
    CHECK(activity.observe(now) == Doing::waits);
    CHECK(activity.observe(now + 199ms) == Doing::waits);
    CHECK(activity.observe(now + 200ms) == Doing::stands_still);
}
