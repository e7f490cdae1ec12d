#pragma once

#include "common/session.hpp"

#include <string_view>

/// The server's end of a conversation about a mailbox, in any dialect.
class ServerSession : public Session {
public:
    /// A nudge that carries no news: the session looks for itself, decides
    /// whether it may speak now, and says what its client has not been told.
    virtual void mailbox_changed() = 0;

    /// The server is about to close; `why` may be empty.
    virtual void say_bye(std::string_view why) = 0;
};
