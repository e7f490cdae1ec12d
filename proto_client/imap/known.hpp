#pragma once

#include "proto_client/imap/view.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace imap_client {

/// The facts that the server has told of itself and of the selected mailbox.
/// The client keeps them true from every response, whatever is in flight. Only
/// the client and the exchanges of SELECT, LOGIN and their like change it.
struct Known {
    /// The states of RFC 3501 §3, and the time before the greeting.
    enum class State : std::uint8_t {
        greeting,
        not_authenticated,
        authenticated,
        selected
    };
    State state = State::greeting;

    /// The capabilities, in capitals. Nothing if the server has not told them,
    /// or if what it told holds no longer, after a login for example.
    std::optional<std::set<std::string>> capabilities;

    /// True if the server is known to have the capability, which is given in
    /// capitals.
    bool offers(std::string_view capability) const;

    // The selected mailbox.
    View view;
    std::uint32_t uid_validity = 0; ///< 0 if the server has not said it

    /// SELECT is in flight. What comes of single messages may still be of the
    /// mailbox before, so it is not used.
    bool opening = false;

    /// STARTTLS was answered with OK.
    bool tls_granted = false;

    /// Forgets everything of the mailbox.
    void leave_mailbox() {
        view = {};
        uid_validity = 0;
    }
};

} // namespace imap_client
