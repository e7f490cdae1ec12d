#include "proto_server/imap/flags.hpp"
#include "proto_server/imap/imap_session.hpp"

// RFC 3501 §6.3.11, with APPENDUID of RFC 4315 §3.

void ImapSession::answer(const imap::Append& append) {
    const auto mailbox = open(append.mailbox, "TRYCREATE");
    if (!mailbox) return;
    const auto date = append.date ? append.date->time : times_.wall_clock();
    const auto uid = mailbox->append(
        append.message, imap_server::from_wire(append.flags), date);
    if (!uid) return no(uid.error());
    ok("APPEND completed",
       imap::append_uid_code(mailbox->uid_validity(), *uid));
}
