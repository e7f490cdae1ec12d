#include "proto_client/imap/imap_url.hpp"

#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_client/imap/limits.hpp"

#include <charconv>

namespace imap_client {

namespace {

using Part = tl::expected<std::string, std::string>;

constexpr std::string_view separator = "://";
constexpr std::string_view digits = "0123456789ABCDEF";

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
           c == '~';
}

tl::unexpected<std::string> wrong(const std::string& why) {
    return tl::make_unexpected(
        why + "; write the mailbox as imaps://USER@HOST/MAILBOX");
}

/// Decodes `%40`. `what` names the part in the error.
Part percent_decode(std::string_view text, const char* what) {
    std::string decoded;
    while (!text.empty()) {
        if (text.front() != '%') {
            decoded += text.front();
            text.remove_prefix(1);
            continue;
        }
        std::uint8_t octet = 0;
        const auto hex = text.substr(1, 2);
        const auto end = hex.data() + hex.size();
        const auto [stop, error] = std::from_chars(hex.data(), end, octet, 16);
        if (hex.size() != 2 || error != std::errc{} || stop != end)
            return wrong(std::string("in the ") + what +
                         " two hexadecimal digits must follow a %; a % itself "
                         "is %25");
        decoded += static_cast<char>(octet);
        text.remove_prefix(3);
    }
    if (const auto fault = framing::find_fault(decoded))
        return wrong(std::string("the ") + what + " has " +
                     std::string(framing::name(fault->kind)));
    if (decoded.empty()) return wrong(std::string("there is no ") + what);
    return decoded;
}

tl::expected<std::uint16_t, std::string> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stop != end || port == 0)
        return wrong("the port is no number from 1 to 65535");
    return port;
}

/// Reads host [":" port] into `url`.
tl::expected<void, std::string> read_server(std::string_view text,
                                            ImapUrl& url) {
    std::string_view host = text, rest;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == text.npos) return wrong("a ] is missing");
        host = text.substr(1, close - 1);
        rest = text.substr(close + 1);
    } else if (const auto colon = text.find(':'); colon != text.npos) {
        host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    if (host.empty()) return wrong("the URL does not say which host");
    for (const char c : host)
        if (!is_unreserved(c) && c != ':' && c != '%')
            return wrong("the host is neither a name nor a number");
    url.host = host;
    if (rest.empty()) return {};
    if (!rest.starts_with(':')) return wrong("behind ] comes only a port");
    const auto port = parse_port(rest.substr(1));
    if (!port) return tl::make_unexpected(port.error());
    url.port = *port;
    return {};
}

/// Reads ["/" [mailbox]] into `url`.
tl::expected<void, std::string> read_path(std::string_view path, ImapUrl& url) {
    if (path.empty()) return {};
    if (imap::upper(path).find(";UID") != std::string::npos ||
        path.find('?') != path.npos)
        return wrong("the URL names messages, and a mailbox is wanted; a ; or "
                     "? in its name is %3B or %3F");
    const auto name = percent_decode(path, "mailbox");
    if (!name) return tl::make_unexpected(name.error());
    url.mailbox = imap::upper(*name) == "INBOX" ? "INBOX" : *name;
    return {};
}

} // namespace

bool is_imap_url(std::string_view text) {
    const auto scheme = imap::upper(text.substr(0, text.find(separator)));
    return scheme.size() < text.size() &&
           (scheme == "IMAP" || scheme == "IMAPS");
}

// [parse]
tl::expected<ImapUrl, std::string> parse_imap_url(std::string_view text) {
    if (!is_imap_url(text))
        return wrong("the URL begins neither with imaps:// nor with imap://");
    if (text.size() > limits::url) return wrong("the URL is too long");
    ImapUrl url;
    url.tls = imap::upper(text.substr(0, 5)) == "IMAPS";
    url.port = url.tls ? imaps_port : imap_port;
    text.remove_prefix(text.find(separator) + separator.size());
    const auto slash = text.find('/');
    const auto path =
        slash == text.npos ? std::string_view{} : text.substr(slash + 1);
    text = text.substr(0, slash);

    const auto at = text.rfind('@');
    if (at == text.npos) return wrong("the URL does not say which user");
    auto user = text.substr(0, at);
    if (user.find(':') != user.npos)
        return wrong("a password in a URL can be read by everybody on this "
                     "computer (ps); use --password-command, or type it when "
                     "you are asked. A : in the user's name is %3A");
    user = user.substr(0, imap::upper(user).find(";AUTH="));
    const auto name = percent_decode(user, "user");
    if (!name) return tl::make_unexpected(name.error());
    url.user = *name;
    if (const auto read = read_server(text.substr(at + 1), url); !read)
        return tl::make_unexpected(read.error());
    if (const auto read = read_path(path, url); !read)
        return tl::make_unexpected(read.error());
    return url;
}
// [/parse]

std::string print(const ImapUrl& url) {
    const bool six = url.host.find(':') != std::string::npos;
    std::string text = url.tls ? "imaps://" : "imap://";
    text += percent_encode(url.user) + "@";
    text += six ? "[" + url.host + "]" : url.host;
    if (url.port != (url.tls ? imaps_port : imap_port))
        text += ":" + std::to_string(url.port);
    text += "/";
    for (const char c : url.mailbox)
        text += c == '/' ? "/" : percent_encode({&c, 1});
    return text;
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto octet = static_cast<unsigned char>(c);
        encoded += {'%', digits[octet >> 4], digits[octet & 15]};
    }
    return encoded;
}

std::string wire_name(const std::string& mailbox) {
    return framing::encode_utf7(mailbox).value_or(mailbox);
}

} // namespace imap_client
