#include "tutorial/kit/authors/lint/activity.hpp"

#include "tutorial/kit/system/proc.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <linux/futex.h>
#include <sstream>
#include <sys/syscall.h>

namespace kit::lint {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

using Doing = PeerActivity::Doing;

constexpr auto long_enough = 200ms;

/// An observation of a thread, a program, or a program with its children.
struct Observation {
    Doing doing;
    std::string seen; ///< changes when something has run

    /// Combines two observations: the busiest state wins.
    void combine(const Observation& other) {
        doing = std::min(doing, other.doing);
        seen += other.seen;
    }
};

/// Returns the content of a file in /proc; empty when it is gone or forbidden.
std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// A system call as /proc/PID/syscall shows it: its number and arguments.
struct Call {
    long number = -1; ///< -1 if the thread is in no system call
    std::array<unsigned long, 6> arguments{};
};

Call parse_call(const std::string& text) {
    Call call;
    std::istringstream from(text);
    if (!(from >> call.number)) return {};
    for (auto& argument : call.arguments) {
        std::string word;
        from >> word;
        argument = std::strtoul(word.c_str(), nullptr, 16);
    }
    return call;
}

bool is_negative(unsigned long argument) {
    return static_cast<int>(argument) < 0;
}

Doing waits_unless(bool for_ever) {
    return for_ever ? Doing::stands_still : Doing::waits;
}

/// Returns what a thread does that is in this system call. A call that is not
/// listed counts as work: read(2), for example, may wait for a slow disk.
Doing doing_in(const Call& call) {
    const auto& arguments = call.arguments;
    switch (call.number) {
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_accept:
    case SYS_accept4:
    case SYS_wait4:
        return Doing::stands_still;
#ifdef SYS_poll
    case SYS_poll:
        return waits_unless(is_negative(arguments[2]));
#endif
    case SYS_ppoll:
        return waits_unless(arguments[2] == 0);
#ifdef SYS_select
    case SYS_select:
#endif
    case SYS_pselect6:
        return waits_unless(arguments[4] == 0);
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
#endif
    case SYS_epoll_pwait:
        return waits_unless(is_negative(arguments[3]));
    case SYS_futex: {
        const auto what = static_cast<int>(arguments[1]) & FUTEX_CMD_MASK;
        return waits_unless((what == FUTEX_WAIT || what == FUTEX_WAIT_BITSET) &&
                            arguments[3] == 0);
    }
    case SYS_nanosleep:
    case SYS_clock_nanosleep:
        return Doing::waits;
    default:
        return Doing::works;
    }
}

/// True if the program waits for a timerfd that is set, as Asio does.
bool has_timer(const fs::path& process) {
    std::error_code error;
    for (const auto& file : fs::directory_iterator(process / "fdinfo", error)) {
        const auto text = content(file.path());
        const auto at = text.find("it_value: (");
        if (at != text.npos && text.find("it_value: (0, 0)") != at) return true;
    }
    return bool(error);
}

Observation observe_thread(const fs::path& thread) {
    const auto call = content(thread / "syscall");
    if (call.empty()) return {Doing::waits, {}}; // the kernel does not tell
    const auto status = content(thread / "status");
    const auto switches = status.find("voluntary_ctxt_switches");
    if (switches == status.npos) return {Doing::works, {}}; // it has just ended
    return {doing_in(parse_call(call)),
            thread.string() + ' ' + call + status.substr(switches)};
}

Observation observe_process(const fs::path& process) {
    Observation found{Doing::stands_still, {}};
    std::error_code error;
    for (const auto& thread : fs::directory_iterator(process / "task", error))
        found.combine(observe_thread(thread.path()));
    if (error) found.combine({Doing::works, {}}); // it has just ended
    if (found.doing == Doing::stands_still && has_timer(process))
        found.doing = Doing::waits;
    return found;
}

/// Observes a program and those that it has started.
Observation observe_family(pid_t first) {
    if (has_ended(first)) return {Doing::stands_still, {}};
    const fs::path process = "/proc/" + std::to_string(first);
    auto found = observe_process(process);
    std::error_code error;
    for (const auto& thread : fs::directory_iterator(process / "task", error))
        for (const auto child : children_of(thread.path()))
            if (found.doing != Doing::works)
                found.combine(observe_family(child));
    return found;
}

} // namespace

Doing Activity::observe(Clock::time_point now) {
    // Once it has ended, the kernel does not tell who its children were.
    if (has_ended(first_)) return Doing::waits;
    auto found = observe_family(first_);
    if (found.doing != Doing::stands_still) {
        seen_.clear();
        return found.doing;
    }
    if (found.seen != seen_) {
        seen_ = std::move(found.seen);
        since_ = now;
    }
    return now - since_ >= long_enough ? Doing::stands_still : Doing::waits;
}

} // namespace kit::lint
