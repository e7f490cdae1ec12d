#pragma once

#include "common/session.hpp"

#include <string>
#include <unordered_map>

namespace login {

/// Counts failed logins by address, so that a new connection gives nobody new
/// tries.
///
/// An address may fail `failures` times at once, and then once in each
/// `forget_failure` (server::limits). At most `failing_addresses` are kept; the
/// address with the fewest failures makes room.
class FailedLogins {
public:
    void add(const std::string& from, Clock::time_point now);

    /// Returns how long that address must wait before its next try, or zero.
    Clock::duration wait(const std::string& from, Clock::time_point now) const;

    std::size_t addresses() const { return forgotten_.size(); }

private:
    void make_room(Clock::time_point now);

    /// The time at which all failures of an address are forgotten.
    std::unordered_map<std::string, Clock::time_point> forgotten_;
};

} // namespace login
