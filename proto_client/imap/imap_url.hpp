#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace imap_client {

inline constexpr std::uint16_t imap_port = 143;  ///< RFC 3501 §2.1
inline constexpr std::uint16_t imaps_port = 993; ///< RFC 8314 §3.2

/// The address of a mailbox, as in imaps://anna@mail.example.org/INBOX.
struct ImapUrl {
    bool tls = true; ///< imaps: TLS from the first octet on
    std::string user;
    std::string host; ///< a name or a number; IPv6 has no brackets here
    std::uint16_t port = imaps_port;
    std::string mailbox = "INBOX"; ///< in UTF-8

    bool operator==(const ImapUrl&) const = default;
};

/// True if the text is meant as a URL of IMAP, right or wrong.
bool is_imap_url(std::string_view text);

/// Reads a URL, of RFC 5092 what names a mailbox:
///
///     ("imap" / "imaps") "://" user "@" host [":" port] ["/" [mailbox]]
///
/// Octets of user and mailbox may be written as `%40`. An `@` in the user's
/// name is understood, too. The error is a sentence that names the cause and
/// the cure; it does not show a password.
tl::expected<ImapUrl, std::string> parse_imap_url(std::string_view text);

/// Returns the URL, which names the port only if it is not the usual one.
std::string print(const ImapUrl& url);

/// Returns `text` with everything but letters, digits and `-._~` as `%40`.
std::string percent_encode(std::string_view text);

/// Returns the mailbox's name as on the wire: in modified UTF-7.
std::string wire_name(const std::string& mailbox);

} // namespace imap_client
