#pragma once

#include "proto_server/imap/imap_session.hpp"

// [hasty]
/// A server that tells EXPUNGE as soon as there is one, which RFC 3501 §7.4.1
/// forbids. It is our own session, to which somebody says NOOP all the time.
class Hasty : public imap_server::ImapSession {
public:
    using ImapSession::ImapSession;

    void mailbox_changed() override { receive("hurry NOOP\r\n", {}); }
};
// [/hasty]
