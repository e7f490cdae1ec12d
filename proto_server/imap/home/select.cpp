#include "proto_server/imap/home/home.hpp"
#include "proto_server/imap/names.hpp"

namespace imap_server {

// RFC 3501 §6.3.1 and §6.3.2

/// A SELECT that fails leaves no mailbox selected. IMAP4rev2 tells of it as
/// LIST does, in addition: RFC 9051 §6.3.2.
void Home::answer(const imap::Select& select, Answer& answer) {
    if (selected_) {
        selected_.reset();
        answer.say(imap::Untagged{imap::Untagged::Kind::ok,
                                  imap::Code{"CLOSED", {}},
                                  "the mailbox before is closed"});
    }
    open_or_no(
        select.mailbox, "NONEXISTENT", answer,
        [this, select, &answer](const auto& mailbox) {
            auto& speaker = answer.speaker();
            selected_.emplace(mailbox, select.examine,
                              [&speaker] { speaker.wake(); });
            const auto& enabled = answer.enabled();
            if (enabled.rev2) selected_->view().tell_no_recent();
            selected_->say_all(answer);
            if (enabled.rev2)
                say_listed(*decoded_name(select.mailbox, enabled.utf8()),
                           nullptr, answer);
            answer.ok(
                select.examine ? "EXAMINE completed" : "SELECT completed",
                imap::Code{select.examine ? "READ-ONLY" : "READ-WRITE", {}});
        });
}

} // namespace imap_server
