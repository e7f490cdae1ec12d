#include "tutorial/kit/conversation/starving.hpp"

#include "tutorial/kit/system/proc.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace kit {

namespace fs = std::filesystem;

namespace {

using std::chrono::nanoseconds;

/// More programs than this are not looked at: the look takes time, too.
constexpr int most_programs = 64;

/// Adds what the threads of a program do, and those that it has started.
void add_program(pid_t program, Starving::Times& times, int& programs) {
    if (++programs > most_programs) return;
    std::error_code error;
    const fs::path tasks = "/proc/" + std::to_string(program) + "/task";
    for (const auto& thread : fs::directory_iterator(tasks, error)) {
        std::ifstream file(thread.path() / "schedstat");
        nanoseconds::rep ran = 0;
        nanoseconds::rep waited = 0;
        if (file >> ran >> waited) {
            times.ran += nanoseconds(ran);
            times.waited += nanoseconds(waited);
        }
        const auto state = state_of(thread.path());
        times.wants_to_run |= state == 'R' || state == 'D';
        for (const auto child : children_of(thread.path()))
            add_program(child, times, programs);
    }
}

Starving::Times look_at(pid_t program) {
    Starving::Times times;
    int programs = 0;
    add_program(program, times, programs);
    return times;
}

} // namespace

Starving::Starving(pid_t first)
    : first_(first), seen_(look_at(first)), last_look_(Clock::now()) {}

PeerActivity::Doing Starving::observe(Clock::time_point now) {
    const auto times = look_at(first_);
    const auto passed = now - last_look_;
    const bool waits_now =
        times.wants_to_run && (times.ran - seen_.ran) * 2 < passed;
    // The kernel adds a time of waiting when it is over.
    owed_ += std::max(times.waited - seen_.waited, nanoseconds(0));
    const bool starved = waits_now || owed_ * 2 > passed;
    if (!waits_now) owed_ -= std::min<Clock::duration>(owed_, passed);
    seen_ = times;
    last_look_ = now;
    return starved ? Doing::works : Doing::waits;
}

/// A busy machine may give it the processor late, but not for ever.
bool never_rests(pid_t first, nanoseconds enough) {
    const auto latest = Clock::now() + std::chrono::seconds(60);
    const auto begin = look_at(first);
    for (auto now = begin; now.wants_to_run && Clock::now() < latest;
         now = look_at(first)) {
        if (now.ran - begin.ran >= enough) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
}

} // namespace kit
