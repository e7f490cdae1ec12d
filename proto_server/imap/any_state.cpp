#include "proto_server/imap/imap_session.hpp"

namespace imap_server {

// RFC 3501 §6.1: commands of any state.

void ImapSession::answer(const imap::Capability&) {
    say(imap::CapabilityData{capabilities()});
    answer_->ok("CAPABILITY completed");
}

/// Looks for changes in the mailbox, for where the system does not tell us of
/// them. RFC 3501 §6.1.2.
void ImapSession::answer(const imap::Noop&) {
    if (selected())
        selected()->refresh(*answer_);
    else
        answer_->ok("NOOP completed");
}

void ImapSession::answer(const imap::Logout&) {
    say(imap::Untagged{imap::Untagged::Kind::bye, {}, "goodbye"});
    answer_->ok("LOGOUT completed");
    end_answer();
    finish();
}

/// RFC 2971. What a client tells of itself is not used.
void ImapSession::answer(const imap::Id&) {
    say(imap::IdData{{{"name", "Idle Hands"}}});
    answer_->ok("ID completed");
}

} // namespace imap_server
