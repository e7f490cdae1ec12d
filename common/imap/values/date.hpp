#pragma once

#include <chrono>
#include <string>

namespace imap {

class Cursor;
class Writer;

/// A day, without a time or a zone.
using Date = std::chrono::year_month_day;

/// A moment, and the time zone in which it was written.
struct DateTime {
    std::chrono::sys_seconds time; ///< UTC, in the years 0000 to 9999
    std::chrono::minutes zone{0};  ///< east of Greenwich; at most 14:59
    bool operator==(const DateTime&) const = default;

    /// Returns the day in that time zone.
    Date date() const;
};

/// date = date-text / DQUOTE date-text DQUOTE   RFC 3501 §9
/// date-text = date-day "-" date-month "-" date-year ; "1-Feb-1994"
Date read_date(Cursor& in);
void write(Writer& out, const Date& date);

/// date-time = DQUOTE date-day-fixed "-" date-month "-" date-year
///             SP time SP zone DQUOTE   RFC 3501 §9
/// A leap second, :60, is read as the second before it.
DateTime read_date_time(Cursor& in);
void write(Writer& out, const DateTime& moment);

} // namespace imap
