#include "proto_server/login/failed_logins.hpp"

#include "proto_server/limits.hpp"

#include <algorithm>

namespace login {

void FailedLogins::add(const std::string& from, Clock::time_point now) {
    if (!forgotten_.contains(from)) make_room(now);
    auto& forgotten = forgotten_[from];
    forgotten = std::max(forgotten, now) + server::limits::forget_failure;
}

Clock::duration FailedLogins::wait(const std::string& from,
                                   Clock::time_point now) const {
    const auto found = forgotten_.find(from);
    if (found == forgotten_.end()) return {};
    const auto room_for_one =
        (server::limits::failures - 1) * server::limits::forget_failure;
    return std::max<Clock::duration>(found->second - now - room_for_one, {});
}

void FailedLogins::make_room(Clock::time_point now) {
    if (forgotten_.size() < server::limits::failing_addresses) return;
    std::erase_if(forgotten_,
                  [&](const auto& one) { return one.second <= now; });
    if (forgotten_.size() < server::limits::failing_addresses) return;
    forgotten_.erase(std::min_element(
        forgotten_.begin(), forgotten_.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; }));
}

} // namespace login
