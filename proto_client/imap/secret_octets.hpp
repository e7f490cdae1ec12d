#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace imap_client {

/// Remembers which of the octets that a client says are secret: the password
/// in a LOGIN, the answer in an AUTHENTICATE. So `--wire` can show the rest.
class SecretOctets {
public:
    /// The next octets are said. Of these, `shown` at the beginning may be
    /// shown, and so may a CRLF at the end.
    void said(std::string_view octets, std::size_t shown);

    /// Returns the next octets that were sent, in portions of any size, with
    /// `(secret)` in place of each secret.
    std::string hide(std::string_view sent);

private:
    struct Range {
        std::uint64_t first, end; ///< counted from the client's first octet
    };
    std::deque<Range> secrets_; ///< that were not yet hidden
    std::uint64_t said_ = 0;
    std::uint64_t hidden_ = 0; ///< octets that hide() has returned
};

} // namespace imap_client
