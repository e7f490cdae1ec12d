#include "proto_server/imap/entry/sasl.hpp"

#include "common/imap/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace imap_server {
namespace {

using Bad = tl::unexpected<std::string>;
using Read = tl::expected<Credentials, std::string>;

constexpr char separator = '\1'; // kvsep

/// The scope that a token must have. A real client asks for one with it.
constexpr auto scope = "https://mail.google.com/";

constexpr std::array<std::pair<std::string_view, Mechanism>, 3> mechanisms{
    {{"PLAIN", Mechanism::plain},
     {"XOAUTH2", Mechanism::xoauth2},
     {"OAUTHBEARER", Mechanism::oauthbearer}}};

/// message = [authzid] NUL authcid NUL passwd   RFC 4616 §2
Read read_plain(std::string_view sent) {
    const auto first = sent.find('\0');
    const auto second = first == sent.npos ? first : sent.find('\0', first + 1);
    if (second == sent.npos) return Bad("expected two NULs");
    return Credentials{std::string(sent.substr(0, first)),
                       std::string(sent.substr(first + 1, second - first - 1)),
                       std::string(sent.substr(second + 1))};
}

/// value = *(VCHAR / SP / HTAB / CR / LF)   RFC 7628 §3.1; and UTF-8.
bool is_value(std::string_view text) {
    for (const char c : text) {
        const bool space = c == '\t' || c == '\r' || c == '\n';
        if (!space && imap::is_control(c)) return false;
    }
    return true;
}

/// Returns true if `text` can be a b64token (RFC 6750 §2.1): any visible ASCII.
/// It may be empty: a client asks for the error so.
bool is_token(std::string_view text) {
    for (const char c : text)
        if (c <= ' ' || c > '~') return false;
    return true;
}

struct Pairs {
    std::optional<std::string_view> user, auth;
};

/// *kvpair kvsep, where kvpair = key "=" value kvsep   RFC 7628 §3.1. Other
/// keys are ignored, as it demands; so are a host and a port, for we have no
/// name of our own to compare.
tl::expected<Pairs, std::string> read_pairs(std::string_view text) {
    Pairs found;
    while (!text.empty() && text[0] != separator) {
        const auto end = text.find(separator);
        const auto equals = text.find('=');
        if (end == text.npos) return Bad("expected ^A behind each pair");
        if (equals >= end || equals == 0) return Bad("expected key=value");
        const auto key = text.substr(0, equals);
        const auto value = text.substr(equals + 1, end - equals - 1);
        if (!is_value(value)) return Bad("expected text in a value");
        auto* known = key == "user"   ? &found.user
                      : key == "auth" ? &found.auth
                                      : nullptr;
        if (known && *known) return Bad(std::string(key) + " is there twice");
        if (known) *known = value;
        text.remove_prefix(end + 1);
    }
    if (text.size() != 1) return Bad("expected ^A at the end, and no more");
    return found;
}

/// "Bearer" 1*SP b64token, RFC 6750 §2.1
Read with_token(std::string user, std::optional<std::string_view> auth) {
    constexpr std::string_view scheme = "Bearer";
    if (user.empty()) return Bad("expected a user");
    if (!auth) return Bad("expected auth=");
    auto token = *auth;
    if (!token.empty()) {
        if (!imap::same(token.substr(0, scheme.size()), scheme))
            return Bad("expected a Bearer token");
        token.remove_prefix(scheme.size());
        if (!token.starts_with(' ')) return Bad("expected a space");
        token.remove_prefix(
            std::min(token.find_first_not_of(' '), token.size()));
    }
    if (!is_token(token)) return Bad("expected a token without spaces");
    return Credentials{{}, std::move(user), std::string(token)};
}

/// "user=" user ^A "auth=Bearer " token ^A ^A   Google, "OAuth 2.0 Mechanism"
Read read_xoauth2(std::string_view sent) {
    const auto pairs = read_pairs(sent);
    if (!pairs) return Bad(pairs.error());
    return with_token(std::string(pairs->user.value_or("")), pairs->auth);
}

/// Reads a saslname, in which =2C is a comma and =3D an equals sign.
/// RFC 5801 §4
std::optional<std::string> read_name(std::string_view text) {
    std::string name;
    while (!text.empty()) {
        if (text[0] != '=') {
            name += text[0];
            text.remove_prefix(1);
            continue;
        }
        if (!text.starts_with("=2C") && !text.starts_with("=3D")) return {};
        name += text[1] == '2' ? ',' : '=';
        text.remove_prefix(3);
    }
    return name;
}

/// Reads what a client sends for OAUTHBEARER. The saslname tells whose token it
/// is. RFC 7628 §3.1 and RFC 5801 §4, without channel binding:
///     client-resp = gs2-header kvsep *kvpair kvsep
///     gs2-header  = ("n" / "y") "," ["a=" saslname] ","
Read read_oauthbearer(std::string_view sent) {
    if (!sent.starts_with("n,") && !sent.starts_with("y,"))
        return Bad("expected n,a=user,");
    sent.remove_prefix(2);
    const auto comma = sent.find(',');
    if (comma == sent.npos || !sent.substr(comma + 1).starts_with(separator))
        return Bad("expected n,a=user, and ^A");
    const auto name = sent.starts_with("a=") && comma >= 2
                          ? read_name(sent.substr(2, comma - 2))
                          : std::nullopt;
    if (!name || !is_value(*name)) return Bad("expected a=user");
    const auto pairs = read_pairs(sent.substr(comma + 2));
    if (!pairs) return Bad(pairs.error());
    return with_token(*name, pairs->auth);
}

} // namespace

std::optional<Mechanism> find_mechanism(std::string_view name) {
    for (const auto& [known, mechanism] : mechanisms)
        if (known == name) return mechanism;
    return std::nullopt;
}

Read read_credentials(Mechanism mechanism, std::string_view sent) {
    switch (mechanism) {
    case Mechanism::xoauth2:
        return read_xoauth2(sent);
    case Mechanism::oauthbearer:
        return read_oauthbearer(sent);
    case Mechanism::plain:
        break;
    }
    return read_plain(sent);
}

std::string token_error(Mechanism mechanism, TokenFault fault) {
    const bool malformed = fault == TokenFault::malformed;
    std::string schemes;
    std::string status = malformed ? "invalid_request" : "invalid_token";
    if (mechanism == Mechanism::xoauth2) { // as Gmail says it
        schemes = R"("schemes":"Bearer",)";
        status = malformed ? "400" : "401";
    } // else RFC 6750 §3.1
    // JSON, in which none of these words needs an escape.
    return '{' + schemes + R"("scope":")" + scope + R"(","status":")" + status +
           R"("})";
}

} // namespace imap_server
