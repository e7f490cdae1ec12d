#pragma once

#include "common/session.hpp"

#include <chrono>
#include <optional>

namespace watch {

/// Says how long a source may wait before it is re-armed.
///
/// Some servers and routers end a connection that has been silent for some
/// minutes, and some do not tell us. When it has happened twice in a row after
/// the same silence, sources are re-armed earlier.
class RearmTime {
public:
    explicit RearmTime(std::chrono::seconds longest) : time_(longest) {}

    std::chrono::seconds get() const { return time_; }

    /// A source was lost while it waited, so long after the server was heard
    /// last. Returns true if the time is shorter from now on.
    bool lost_after(Clock::duration silence);

    /// A source was re-armed, and the server has answered.
    void survived() { last_.reset(); }

private:
    std::chrono::seconds time_;
    std::optional<Clock::duration> last_; ///< the silence of the last loss
};

} // namespace watch
