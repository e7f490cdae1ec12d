#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace login {

/// Counts failed logins by address and user together. A new connection does not
/// begin at zero, and other users at that address are not affected.
///
/// A pair loses one failure in each `forget_failure` (server::limits). At most
/// `failing` pairs are kept; the one with the fewest failures makes room.
class FailedLogins {
public:
    /// Adds a failure, and returns how many there were before.
    std::uint32_t add(const std::string& from, const std::string& user,
                      Clock::time_point now);

    std::size_t size() const { return forgotten_.size(); }

private:
    void make_room(Clock::time_point now);

    /// The time at which all failures of a pair are forgotten.
    std::unordered_map<std::string, Clock::time_point> forgotten_;
};

} // namespace login
