#include "tutorial/kit/conversation/starving.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace kit {

namespace fs = std::filesystem;

namespace {

using std::chrono::nanoseconds;

/// More programs than this are not looked at: the look takes time, too.
constexpr int most_programs = 64;

/// Returns the time that all threads of a program, and of those that it has
/// started, have waited for a processor. It is 0 where the kernel does not
/// tell.
nanoseconds time_waited(pid_t program, int& programs) {
    nanoseconds sum{};
    if (++programs > most_programs) return sum;
    std::error_code error;
    const fs::path tasks = "/proc/" + std::to_string(program) + "/task";
    for (const auto& thread : fs::directory_iterator(tasks, error)) {
        std::ifstream times(thread.path() / "schedstat");
        nanoseconds::rep ran = 0;
        nanoseconds::rep waited = 0;
        if (times >> ran >> waited) sum += nanoseconds(waited);
        std::ifstream children(thread.path() / "children");
        for (pid_t child = 0; children >> child;)
            sum += time_waited(child, programs);
    }
    return sum;
}

nanoseconds time_waited(pid_t program) {
    int programs = 0;
    return time_waited(program, programs);
}

} // namespace

Starving::Starving(pid_t first)
    : first_(first), waited_(time_waited(first)), last_look_(Clock::now()) {}

PeerActivity::Doing Starving::observe(Clock::time_point now) {
    const auto waited = time_waited(first_);
    const bool starved = (waited - waited_) * 2 > now - last_look_;
    waited_ = waited;
    last_look_ = now;
    return starved ? Doing::works : Doing::waits;
}

} // namespace kit
