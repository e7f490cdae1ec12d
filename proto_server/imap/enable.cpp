#include "proto_server/imap/imap_session.hpp"

namespace imap_server {

// RFC 9051 §6.3.1: what a client wants to hear that others do not understand.

/// It tells what this command has enabled, and passes over what nobody knows.
void ImapSession::answer(const imap::Enable& enable) {
    imap::EnabledData enabled;
    for (const auto& word : enable.capabilities) {
        if (word == "IMAP4REV2" && !rev2_) {
            rev2_ = true;
            if (selected_) selected_->view.tell_no_recent();
            enabled.capabilities.push_back("IMAP4rev2");
        }
        if (word == "UTF8=ACCEPT" && options_.utf8_accept && !utf8_accept_) {
            utf8_accept_ = true;
            enabled.capabilities.push_back(word);
        }
    }
    say(enabled);
    ok("ENABLE completed");
}

} // namespace imap_server
