#pragma once

#include "proto_server/mailbox/flags.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace mail {

/// Names a message in its mailbox for ever. RFC 3501 §2.3.1.1
using Uid = std::uint32_t;

/// Returns the nearest time whose year has four digits, because an internal
/// date has no other years: date-year = 4DIGIT, RFC 3501 §9
constexpr std::chrono::sys_seconds with_four_digits(std::chrono::seconds time) {
    using namespace std::chrono_literals;
    constexpr auto start = [](std::chrono::year year) {
        return std::chrono::sys_days(year / 1 / 1).time_since_epoch();
    };
    return std::chrono::sys_seconds(
        std::clamp<std::chrono::seconds>(time, start(0y), start(10000y) - 1s));
}

/// The facts of a message that are known without reading it.
struct Message {
    Uid uid = 0;
    std::chrono::sys_seconds date{}; ///< internal date. RFC 3501 §2.3.3
    Flags flags;
    bool operator==(const Message&) const = default;
};

} // namespace mail
