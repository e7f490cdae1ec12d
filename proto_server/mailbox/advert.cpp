#include "proto_server/mailbox/advert.hpp"

#include "proto_server/mailbox/ascii.hpp"
#include "proto_server/mailbox/encoded_word.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <cstdio>

namespace mail {
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

bool is_subject(std::string_view line) {
    constexpr std::string_view name = "subject:";
    return line.size() >= name.size() &&
           std::ranges::equal(line.substr(0, name.size()), name, {}, lower);
}

/// The value of the first Subject, still folded.
std::string_view find_subject(std::string_view message) {
    while (!message.empty() && message[0] != '\r' && message[0] != '\n') {
        std::size_t end = 0; // of the field, with the lines that continue it
        do {
            end = std::min(message.find('\n', end), message.size() - 1) + 1;
        } while (end < message.size() &&
                 (message[end] == ' ' || message[end] == '\t'));
        if (is_subject(message)) return message.substr(8, end - 8);
        message.remove_prefix(end);
    }
    return {};
}

/// `value` without its line ends (RFC 5322 §2.2.3) and blanks around it.
std::string unfold(std::string_view value) {
    std::string line(value.substr(0, limits::subject_octets));
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
    const auto first = line.find_first_not_of(" \t");
    if (first == line.npos) return {};
    return line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::optional<std::string> read_advert(Mailbox& mailbox, std::uint32_t number) {
    const auto whole = mailbox.octets(number);
    if (!whole) return std::nullopt;
    return advert_text(**whole);
}

Expected<Uid> post_advert(Mailbox& mailbox, std::string_view text) {
    return at_once<Uid>(
        [&](auto done) { post_advert(mailbox, text, std::move(done)); });
}

void post_advert(Mailbox& mailbox, std::string_view text, Done<Uid> done) {
    const auto date = std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now());
    mailbox.append(make_advert(text, date), {}, date, std::move(done));
}

void add_sample_adverts(Mailbox& mailbox) {
    post_advert(mailbox, "Studio to let in the 5e, 24 m2, quiet court");
    post_advert(mailbox, "Flat to rent in the 11e");
    post_advert(mailbox, "Two rooms under the roof, 6th floor, no lift");
}

std::string make_advert(std::string_view text, std::chrono::sys_seconds date) {
    return "From: Adverts <adverts@example.org>\r\n"
           "To: You <you@example.org>\r\n"
           "Date: " +
           print_date(date) + "\r\nSubject: " + encode_words(text) +
           "\r\nMIME-Version: 1.0\r\n"
           "Content-Type: text/plain; charset=UTF-8\r\n"
           "\r\n"
           "This advert is all in its Subject.\r\n";
}

std::string advert_text(std::string_view message) {
    auto text = decode_words(unfold(find_subject(message)));
    std::ranges::replace_if(
        text, [](char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; },
        ' ');
    return text;
}

} // namespace mail
