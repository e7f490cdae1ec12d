#include "proto_server/login/failed_logins.hpp"

#include "proto_server/limits.hpp"

#include <algorithm>

namespace login {

using server::limits::failing;
using server::limits::forget_failure;

std::uint32_t FailedLogins::add(const std::string& from,
                                const std::string& user,
                                Clock::time_point now) {
    const auto pair = from + '\0' + user; // an address has no NUL
    if (!forgotten_.contains(pair)) make_room(now);
    auto& forgotten = forgotten_[pair];
    forgotten = std::max(forgotten, now);
    const auto before =
        (forgotten - now + forget_failure - Clock::duration(1)) /
        Clock::duration(forget_failure);
    forgotten += forget_failure;
    return static_cast<std::uint32_t>(before);
}

void FailedLogins::make_room(Clock::time_point now) {
    if (forgotten_.size() < failing) return;
    std::erase_if(forgotten_,
                  [&](const auto& one) { return one.second <= now; });
    if (forgotten_.size() < failing) return;
    forgotten_.erase(std::min_element(
        forgotten_.begin(), forgotten_.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; }));
}

} // namespace login
