#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>

namespace kit::lint {

/// Tells the author how far long work is: on a terminal by a line that is
/// written over, elsewhere by a line every ten seconds.
class Progress {
public:
    Progress(std::ostream& out, bool is_terminal)
        : out_(out), is_terminal_(is_terminal) {}

    /// Says "checked: 3 of 20 programs", if it is time to.
    void report(const std::string& what, std::size_t done, std::size_t all);
    /// Writes a line that stays.
    void log(const std::string& line);

private:
    using Clock = std::chrono::steady_clock;

    std::ostream& out_;
    bool is_terminal_;
    Clock::time_point last_ = Clock::now();
};

} // namespace kit::lint
