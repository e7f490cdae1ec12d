#include "common/framing/advert.hpp"

#include "common/framing/encoded_word.hpp"

#include <cstdio>

namespace framing {

namespace {

/// Returns `date` as a date-time of RFC 5322 §3.3, in UTC.
std::string print_date(std::chrono::sys_seconds date) {
    using namespace std::chrono;
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed",
                                           "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr",
                                             "May", "Jun", "Jul", "Aug",
                                             "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(date);
    const year_month_day calendar(day);
    const hh_mm_ss time(date - day);
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  days[weekday(day).c_encoding()],
                  static_cast<unsigned>(calendar.day()),
                  months[static_cast<unsigned>(calendar.month()) - 1],
                  static_cast<int>(calendar.year()),
                  static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text;
}

} // namespace

std::string make_advert(std::string_view text, std::chrono::sys_seconds date,
                        const AdvertAddresses& addresses) {
    return "From: " + addresses.from + "\r\nTo: " + addresses.to +
           "\r\nDate: " + print_date(date) +
           "\r\nSubject: " + encode_words(text) +
           "\r\nMIME-Version: 1.0\r\n"
           "Content-Type: text/plain; charset=UTF-8\r\n"
           "\r\n"
           "This advert is all in its Subject.\r\n";
}

} // namespace framing
