#pragma once

#include "proto_client/imap/imap_client.hpp"
#include "proto_client/imap/login.hpp"
#include "proto_client/watch/refusal.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <tl/expected.hpp>

namespace imap_client {

/// A client's way from the greeting to the mailboxes.
struct Entry {
    enum class Tls : std::uint8_t {
        begun,    ///< the connection has had TLS from its first octet on
        required, ///< STARTTLS, or no login
        optional  ///< STARTTLS only if the server takes no password without it
    };
    Credentials who;
    Tls tls = Tls::begun;
};

/// The sentence that tells why we are not let in.
struct Refused {
    std::string why;
    watch::Refusal refusal;
};
using Entered = tl::expected<void, Refused>;

/// Call it when the server has greeted. Begins TLS where that is wanted, logs
/// in unless the server has greeted with PREAUTH, and says who we are (ID), if
/// the server wants to know: some let nobody in otherwise. RFC 2971
///
/// `on_entered` is called once, unless the conversation ends before. If we are
/// refused, the caller must hang up, and nothing was said in plain text that
/// should not be.
void enter(ImapClient& client, const Entry& entry,
           const std::function<void(const Entered&)>& on_entered);

/// Returns the words of a reply, with its code: "[LIMIT] too many connections".
std::string words_of(const imap::Tagged& reply);

} // namespace imap_client
