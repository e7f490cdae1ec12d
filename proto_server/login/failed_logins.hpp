#pragma once

#include "common/session.hpp"

#include <string>
#include <unordered_map>

/// Remembers which addresses failed to log in, so that it does not help to come
/// again on another connection.
///
/// An address may fail `limits::failures` times at once, and then once in
/// `limits::forget_failure`. At most `limits::failing_addresses` are kept; the
/// one that has failed least makes room.
class FailedLogins {
public:
    void add(const std::string& from, Clock::time_point now);

    /// How long that address must wait before its next try; zero is not at all.
    Clock::duration wait(const std::string& from, Clock::time_point now) const;

    std::size_t addresses() const { return forgotten_.size(); }

private:
    void make_room(Clock::time_point now);

    /// When all that an address did is forgotten.
    std::unordered_map<std::string, Clock::time_point> forgotten_;
};
