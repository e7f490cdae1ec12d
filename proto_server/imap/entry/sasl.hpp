#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace imap_server {

/// The mechanisms that AUTHENTICATE takes.
enum class Mechanism : std::uint8_t {
    plain,       ///< a password, RFC 4616
    xoauth2,     ///< a bearer token, as Gmail had it first
    oauthbearer, ///< a bearer token, RFC 7628
};

/// Returns the mechanism with that name, which is in capitals.
std::optional<Mechanism> find_mechanism(std::string_view name);

/// The name that a client gives, and the secret that is to prove it.
struct Credentials {
    std::string authzid; ///< for whom, if not for `user`; may be empty
    std::string user;
    std::string secret; ///< a password or a token; may be empty
    bool operator==(const Credentials&) const = default;
};

/// Reads what the client sent, which is in base64. The error says what was
/// expected.
tl::expected<Credentials, std::string> read_credentials(Mechanism mechanism,
                                                        std::string_view sent);

enum class TokenFault : std::uint8_t {
    malformed, ///< not what read_credentials() reads
    invalid,   ///< wrong, expired or of an unknown user
};

/// The error in JSON that goes before the NO of a token, RFC 7628 §3.2.2.
std::string token_error(Mechanism mechanism, TokenFault fault);

} // namespace imap_server
