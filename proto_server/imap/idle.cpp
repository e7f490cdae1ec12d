#include "proto_server/imap/imap_session.hpp"

namespace imap_server {

// RFC 2177: the command that waits.

/// Tells at once what has happened since the client last heard: otherwise it
/// would wait for the next change. A client without a mailbox may idle, too; it
/// is told nothing.
void ImapSession::answer(const imap::Idle&) {
    idling_ = true;
    reader_.expect_lines(true);
    say(imap::Continuation{"idling"});
    tell_news(true);
}

/// Any other line than DONE ends it too, since its answer must have a tag, and
/// only that of the IDLE is known.
void ImapSession::end_idle(std::string_view line) {
    idling_ = false;
    reader_.expect_lines(false);
    if (imap::parse_done(line))
        ok("IDLE terminated");
    else
        bad("Expected DONE");
}

} // namespace imap_server
