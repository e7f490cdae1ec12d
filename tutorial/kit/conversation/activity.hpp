#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>

/// What a program is about, as the kernel tells (proc(5)). So it can be told
/// that a program will say nothing more, and that it has only been slow.
///
/// Not seen is a time that is set, but not waited for: alarm(2), SO_RCVTIMEO.
/// So only programs that are known are judged by it.
class Activity {
public:
    enum class Doing : std::uint8_t {
        works,       ///< or would, if the machine had time for it
        waits,       ///< for a time, or nobody can tell
        stands_still ///< waits for others alone, and nothing has moved lately
    };

    /// Of the programs in this process group.
    explicit Activity(pid_t group) : group_(group) {}

    /// It stands still when two looks, 200 ms apart, saw the same.
    Doing look(Clock::time_point now);

private:
    pid_t group_;
    std::string seen_; ///< when it was first found to be as it is
    Clock::time_point since_;
};
