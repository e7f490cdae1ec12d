#include "proto_server/imap/home/home.hpp"

namespace imap_server {

// RFC 2177: the command that waits.

/// The session then tells at once what has happened since the client last
/// heard: otherwise it would wait for the next change. A client without a
/// mailbox may idle, too; it is told nothing.
void Home::answer(const imap::Idle&, Answer& answer) {
    idle_tag_ = answer.put_off();
    answer.say(imap::Continuation{"idling"});
}

} // namespace imap_server
