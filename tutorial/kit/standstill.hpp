#pragma once

#include "common/session.hpp"

#include <optional>
#include <string>
#include <sys/types.h>

/// Finds out that a program will say nothing more: all of its threads wait in
/// the kernel for what others do, none for a time, and none has run for a
/// while. However slow the machine, a program that has work to do does not
/// stand still; where the kernel does not tell (proc(5)), none does.
///
/// It does not see a time that is set, but not waited for: alarm(2) and
/// SO_RCVTIMEO. So only programs that are known are judged by it.
class Standstill {
public:
    /// Of the programs in this process group.
    explicit Standstill(pid_t group) : group_(group) {}

    /// Whether nothing has moved for 200 ms. Cheap: looks ten times a second.
    bool lasts(Clock::time_point now);

private:
    pid_t group_;
    std::optional<std::string> seen_; ///< at the last look, unless one moved
    Clock::time_point since_;
    Clock::time_point next_look_;
};
