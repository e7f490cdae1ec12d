#include "proto_server/imap/home/home.hpp"

namespace imap_server {

// RFC 9051 §6.3.1: what a client wants to hear that others do not understand.

/// It tells what this command has enabled, and passes over what nobody knows.
void Home::answer(const imap::Enable& enable, Answer& answer) {
    imap::EnabledData told;
    auto& enabled = answer.speaker().enabled;
    const bool utf8_accept = answer.service().options.utf8_accept;
    for (const auto& word : enable.capabilities) {
        if (word == "IMAP4REV2" && !enabled.rev2) {
            enabled.rev2 = true;
            if (selected_) selected_->view().tell_no_recent();
            told.capabilities.push_back("IMAP4rev2");
        }
        if (word == "UTF8=ACCEPT" && utf8_accept && !enabled.utf8_accept) {
            enabled.utf8_accept = true;
            told.capabilities.push_back(word);
        }
    }
    answer.say(told);
    answer.ok("ENABLE completed");
}

} // namespace imap_server
