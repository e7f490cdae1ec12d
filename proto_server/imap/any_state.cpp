#include "proto_server/imap/imap_session.hpp"

namespace imap_server {

// RFC 3501 §6.1: commands of any state.

void ImapSession::answer(const imap::Capability&) {
    say(imap::CapabilityData{capabilities()});
    ok("CAPABILITY completed");
}

/// Looks for changes in the mailbox, for where the system does not tell us of
/// them. RFC 3501 §6.1.2.
void ImapSession::answer(const imap::Noop&) {
    if (!selected_) return ok("NOOP completed");
    const auto looked =
        await<void>([this](const auto&) { ok("NOOP completed"); });
    // A failure, of a disk, is no business of a NOOP.
    if (!selected_->mailbox->refresh([looked] { looked({}); })) looked({});
}

void ImapSession::answer(const imap::Logout&) {
    say(imap::Untagged{imap::Untagged::Kind::bye, {}, "goodbye"});
    say(imap::Tagged{tag_, imap::Outcome::ok, {}, "LOGOUT completed"});
    finish();
}

/// RFC 2971. What a client tells of itself is not used.
void ImapSession::answer(const imap::Id&) {
    say(imap::IdData{{{"name", "Idle Hands"}}});
    ok("ID completed");
}

} // namespace imap_server
