#include "proto_client/imap/refused.hpp"

#include "common/imap/text/ascii.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>

namespace imap_client {

using watch::Refusal;
using enum watch::Refusal::Kind;

namespace {

struct Sign {
    std::string_view words; ///< in capitals
    Refusal::Kind kind;
};

/// The words come before the codes: Dovecot says [UNAVAILABLE] when a user has
/// too many connections.
constexpr Sign in_text[] = {
    {"MAXIMUM NUMBER OF CONNECTIONS", crowd},
    {"TOO MANY SIMULTANEOUS", crowd},
    {"TOO MANY OPEN CONNECTIONS", crowd},
    {"TOO MANY CONNECTIONS", crowd},
    {"TOO MANY CONCURRENT", crowd},
    {"NOT CONNECTED", crowd}, // Exchange
    {"RATE LIMIT", rate},
    {"RATE FROM YOUR IP", rate}, // mox
    {"BANDWIDTH LIMITS", rate},
    {"THROTTLED", rate},
    {"APPLICATION-SPECIFIC PASSWORD", set_up},
    {"PAROL PRILOZHENIYA", set_up}, // mail.ru: a password for programs
    {"IMAP IS DISABLED", set_up},
    {"UNSAFE LOGIN", set_up}, // 163.com
    {"ACCESSTOKENEXPIRED", token},
    {"UNAVAILABLE", temporary},
    {"TEMPORARY", temporary},
    {"TRY AGAIN LATER", temporary},
};

/// RFC 3501 §7.1, RFC 5530 §3, and codes of some servers
constexpr Sign in_code[] = {
    {"UNAVAILABLE", temporary}, {"SERVERBUG", temporary},
    {"TEMPFAIL", temporary},    {"INUSE", temporary},
    {"LIMIT", crowd},           {"THROTTLED", rate},
    {"OVERQUOTA", rate},        {"EXPIRED", set_up},
    {"CONTACTADMIN", set_up},   {"PRIVACYREQUIRED", set_up},
    {"WEBALERT", set_up},       {"NONEXISTENT", set_up},
    {"NOPERM", set_up},         {"AUTHORIZATIONFAILED", set_up},
};

/// Microsoft: `Suggested Backoff Time: 299000 milliseconds`
Clock::duration suggested_wait(std::string_view text) {
    constexpr std::string_view before = "BACKOFF TIME: ";
    const auto at = text.find(before);
    if (at == text.npos) return {};
    text.remove_prefix(at + before.size());
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::chrono::milliseconds(number);
}

} // namespace

Refusal read_refusal(const std::optional<imap::Code>& code,
                     std::string_view text, Refusal::Kind otherwise) {
    const auto words = imap::upper(text);
    const auto* said =
        std::find_if(std::begin(in_text), std::end(in_text), [&](auto sign) {
            return words.find(sign.words) != words.npos;
        });
    if (said != std::end(in_text)) return {said->kind, suggested_wait(words)};
    const auto* known =
        std::find_if(std::begin(in_code), std::end(in_code), [&](auto sign) {
            return code && code->name == sign.words;
        });
    return {known == std::end(in_code) ? otherwise : known->kind};
}

} // namespace imap_client
