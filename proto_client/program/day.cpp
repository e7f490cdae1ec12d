#include "proto_client/program/day.hpp"

#include "common/imap/text/cursor.hpp"

namespace client {

std::optional<std::chrono::year_month_day> read_day(std::string_view text) {
    imap::Cursor in(text);
    const std::chrono::year year(in.digits(4, "a year"));
    in.expect('-');
    const auto month = static_cast<unsigned>(in.digits(2, "a month"));
    in.expect('-');
    const auto day = static_cast<unsigned>(in.digits(2, "a day"));
    in.expect_end();
    const std::chrono::year_month_day date{year, std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!in.ok() || !date.ok()) return std::nullopt;
    return date;
}

} // namespace client
