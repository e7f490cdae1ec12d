#include "tutorial/kit/standstill.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <linux/futex.h>
#include <sstream>
#include <sys/syscall.h>

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr auto long_enough = 200ms;
constexpr auto between_looks = 100ms;

/// The whole of a file in /proc; empty when it has gone, or is not for us.
std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// A system call, as /proc/PID/syscall has it: its number and its arguments.
struct Call {
    long number = -1; ///< none: it is running, or elsewhere in the kernel
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

/// Whether a call that does not return now waits for others and for no time.
/// Not read(2): it may be of a file, from a slow disk.
bool waits_for_others(const Call& call) {
    const auto& arguments = call.arguments;
    switch (call.number) {
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_accept:
    case SYS_accept4:
    case SYS_wait4:
        return true;
#ifdef SYS_poll
    case SYS_poll:
        return is_negative(arguments[2]);
#endif
    case SYS_ppoll:
        return arguments[2] == 0;
#ifdef SYS_select
    case SYS_select:
        return arguments[4] == 0;
#endif
    case SYS_pselect6:
        return arguments[4] == 0;
#ifdef SYS_epoll_wait
    case SYS_epoll_wait:
#endif
    case SYS_epoll_pwait:
        return is_negative(arguments[3]);
    case SYS_futex: {
        const auto what = static_cast<int>(arguments[1]) & FUTEX_CMD_MASK;
        return (what == FUTEX_WAIT || what == FUTEX_WAIT_BITSET) &&
               arguments[3] == 0;
    }
    default:
        return false;
    }
}

/// A timer among what is waited for, as Asio has one.
bool has_timer(const fs::path& process) {
    std::error_code error;
    for (const auto& file : fs::directory_iterator(process / "fdinfo", error)) {
        const auto text = content(file.path());
        const auto at = text.find("it_value: (");
        if (at != text.npos && text.find("it_value: (0, 0)") != at) return true;
    }
    return bool(error);
}

/// What a thread waits for, and how often it has run; nothing if it may move
/// by itself.
std::optional<std::string> look_at_thread(const fs::path& thread) {
    const auto call = content(thread / "syscall");
    if (!waits_for_others(parse_call(call))) return std::nullopt;
    const auto status = content(thread / "status");
    const auto switches = status.find("voluntary_ctxt_switches");
    if (switches == status.npos) return std::nullopt;
    return thread.string() + ' ' + call + status.substr(switches);
}

std::optional<std::string> look_at_process(const fs::path& process) {
    std::string seen;
    std::error_code error;
    for (const auto& thread : fs::directory_iterator(process / "task", error)) {
        const auto one = look_at_thread(thread.path());
        if (!one) return std::nullopt;
        seen += *one;
    }
    if (error || has_timer(process)) return std::nullopt;
    return seen;
}

struct State {
    char letter = 'Z'; ///< 'Z': it has ended, and was not waited for
    pid_t group = -1;
};

State state_of(const fs::path& process) {
    const auto text = content(process / "stat");
    const auto name_end = text.rfind(") "); // a name may hold anything
    if (name_end == text.npos) return {};
    std::istringstream from(text.substr(name_end + 2));
    State state;
    pid_t parent = -1;
    from >> state.letter >> parent >> state.group;
    return state;
}

std::optional<std::string> look_at_group(pid_t group) {
    std::string seen = "all:";
    std::error_code error;
    for (const auto& process : fs::directory_iterator("/proc", error)) {
        const auto name = process.path().filename().string();
        if (name.find_first_not_of("0123456789") != name.npos) continue;
        const auto state = state_of(process.path());
        if (state.group != group || state.letter == 'Z') continue;
        const auto one = look_at_process(process.path());
        if (!one) return std::nullopt;
        seen += *one;
    }
    if (error) return std::nullopt;
    return seen;
}

} // namespace

bool Standstill::lasts(Clock::time_point now) {
    if (now < next_look_) return false;
    next_look_ = now + between_looks;
    // Most often it is the first that moves, and there are many others.
    const fs::path first = "/proc/" + std::to_string(group_);
    const auto state = state_of(first);
    auto seen = state.letter != 'Z' && !look_at_process(first)
                    ? std::nullopt
                    : look_at_group(group_);
    if (seen && seen == seen_) return now - since_ >= long_enough;
    seen_ = std::move(seen);
    since_ = now;
    return false;
}
