#include "quiet_hours.hpp"

#include <cstdio>

namespace {

constexpr std::chrono::minutes day = std::chrono::hours(24);

} // namespace

std::optional<TimeOfDay> read_time(const std::string& text) {
    unsigned hour = 0, minute = 0;
    char rest = 0;
    if (text.size() != 5 ||
        std::sscanf(text.c_str(), "%2u:%2u%c", &hour, &minute, &rest) != 2 ||
        hour > 23 || minute > 59)
        return std::nullopt;
    return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

std::optional<QuietHours> read_quiet_hours(const std::string& text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto begin = read_time(text.substr(0, 5));
    const auto end = read_time(text.substr(6));
    if (!begin || !end || *begin == *end) return std::nullopt;
    return QuietHours{*begin, *end};
}

/// The hours may go over midnight.
std::optional<std::chrono::minutes> QuietHours::left(TimeOfDay now) const {
    const auto length = (end - begin + day) % day;
    const auto passed = (now - begin + day) % day;
    if (passed >= length) return std::nullopt;
    return length - passed;
}

std::string print(TimeOfDay time) {
    const auto minutes = static_cast<int>((time % day).count());
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    return text;
}
