#pragma once

#include <chrono>
#include <optional>
#include <string>

/// A time of the day.
using TimeOfDay = std::chrono::minutes;

/// Reads "22:00"; nothing if it is no time.
std::optional<TimeOfDay> read_time(const std::string& text);

/// Hours in which nothing is shown and no command is run, as 22:00-07:00.
struct QuietHours {
    TimeOfDay begin, end;

    /// Returns how long they last from now on; nothing if it is not quiet now.
    std::optional<std::chrono::minutes> left(TimeOfDay now) const;
};

/// Reads "22:00-07:00"; nothing if that is wrong.
std::optional<QuietHours> read_quiet_hours(const std::string& text);

/// Returns "07:00".
std::string print(TimeOfDay time);
