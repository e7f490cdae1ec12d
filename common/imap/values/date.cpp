#include "common/imap/values/date.hpp"

#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace imap {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr",
                                                  "May", "Jun", "Jul", "Aug",
                                                  "Sep", "Oct", "Nov", "Dec"};

constexpr std::string_view a_date = "a date such as 1-Feb-1994";
constexpr std::string_view a_date_time =
    "a date such as \"01-Feb-1994 09:30:00 +0100\"";

bool is_letter(char c) {
    return upper(c) >= 'A' && upper(c) <= 'Z';
}

/// Reads "-" date-month "-" date-year. Fails if there is no such day.
Date read_month_and_year(Cursor& in, unsigned day, std::string_view what) {
    const auto start = in.offset();
    if (!in.eat('-')) in.fail(what);
    const auto word = in.take_while(is_letter, what);
    const auto at = std::find_if(months.begin(), months.end(),
                                 [&](auto name) { return same(name, word); });
    if (at == months.end() || !in.eat('-')) in.fail_at(start, what);
    const auto number = static_cast<unsigned>(at - months.begin()) + 1;
    const Date date{std::chrono::year{in.digits(4, what)},
                    std::chrono::month{number}, std::chrono::day{day}};
    if (!date.ok()) in.fail_at(start, "a day of the calendar");
    return in.ok() ? date : Date{};
}

void write_digits(Writer& out, unsigned number, std::size_t digits) {
    const auto text = std::to_string(number);
    for (auto i = text.size(); i < digits; ++i) out << '0';
    out << text;
}

void write_month_and_year(Writer& out, const Date& date) {
    out << '-' << months.at(static_cast<unsigned>(date.month()) - 1) << '-';
    write_digits(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
}

/// time = 2DIGIT ":" 2DIGIT ":" 2DIGIT
seconds read_time(Cursor& in) {
    const auto start = in.offset();
    const int hour = in.digits(2, a_date_time);
    in.expect(':');
    const int minute = in.digits(2, a_date_time);
    in.expect(':');
    const int second = in.digits(2, a_date_time);
    if (hour > 23 || minute > 59 || second > 60)
        in.fail_at(start, "a time of the day");
    return hours{hour} + minutes{minute} + seconds{std::min(second, 59)};
}

/// zone = ("+" / "-") 4DIGIT   RFC 3501 §9
/// More than 14 hours and 59 minutes are refused: no clock differs so much.
minutes read_zone(Cursor& in) {
    const auto start = in.offset();
    const bool west = in.eat('-');
    if (!west && !in.eat('+')) in.fail("a zone such as +0100");
    const int hour = in.digits(2, "a zone such as +0100");
    const int minute = in.digits(2, "a zone such as +0100");
    if (hour > 14 || minute > 59) in.fail_at(start, "a zone such as +0100");
    const auto zone = hours{hour} + minutes{minute};
    return west ? -zone : zone;
}

/// True if the year in UTC has four digits, as date-year = 4DIGIT asks.
bool has_year(std::chrono::sys_seconds time) {
    const auto year = static_cast<int>(Date{floor<days>(time)}.year());
    return year >= 0 && year <= 9999;
}

} // namespace

Date DateTime::date() const {
    return Date{floor<days>(time + zone)};
}

Date read_date(Cursor& in) {
    const bool in_quotes = in.eat('"');
    const auto start = in.offset();
    if (!is_digit(in.peek())) in.fail(a_date);
    const auto digits = is_digit(in.next(1)) ? 2 : 1;
    const auto day = static_cast<unsigned>(in.digits(digits, a_date));
    auto date = read_month_and_year(in, day, a_date);
    if (is_digit(in.peek())) in.fail_at(start, a_date);
    in.note(start, a_date);
    if (in_quotes) in.expect('"');
    return date;
}

void write(Writer& out, const Date& date) {
    out << std::uint32_t{static_cast<unsigned>(date.day())};
    write_month_and_year(out, date);
}

DateTime read_date_time(Cursor& in) {
    const auto start = in.offset();
    if (!in.eat('"')) in.fail(a_date_time);
    const bool one_digit = in.eat(' ');
    const auto day =
        static_cast<unsigned>(in.digits(one_digit ? 1 : 2, a_date_time));
    const auto date = read_month_and_year(in, day, a_date_time);
    in.space();
    const auto time = read_time(in);
    in.space();
    const auto zone = read_zone(in);
    in.expect('"');
    in.note(start, a_date_time);
    if (!in.ok()) return {};
    const auto moment = std::chrono::sys_days{date} + time - zone;
    if (has_year(moment)) return {moment, zone};
    in.fail_at(start, "a date in the years 0000 to 9999 of UTC");
    return {};
}

void write(Writer& out, const DateTime& moment) {
    const auto local = moment.time + moment.zone;
    const auto date = moment.date();
    const std::chrono::hh_mm_ss time{local - floor<days>(local)};
    const auto day = static_cast<unsigned>(date.day());
    out << '"' << (day < 10 ? " " : "") << std::uint32_t{day};
    write_month_and_year(out, date);
    out << ' ';
    write_digits(out, static_cast<unsigned>(time.hours().count()), 2);
    out << ':';
    write_digits(out, static_cast<unsigned>(time.minutes().count()), 2);
    out << ':';
    write_digits(out, static_cast<unsigned>(time.seconds().count()), 2);
    const auto zone =
        static_cast<unsigned>(std::chrono::abs(moment.zone).count());
    out << (moment.zone < minutes{0} ? " -" : " +");
    write_digits(out, zone / 60 * 100 + zone % 60, 4);
    out << '"';
}

} // namespace imap
