#include "proto_client/imap/select.hpp"

namespace imap_client {

void Select::sent(Known& known) {
    known.leave_mailbox();
    known.opening = true;
}

/// If it fails, no mailbox is selected, not even the one before.
void Select::ended(Known& known, const Result& result) {
    const bool selected = result && result->ok();
    known.opening = false;
    known.state =
        selected ? Known::State::selected : Known::State::authenticated;
    if (!selected) known.leave_mailbox();
    Exchange::ended(known, result);
}

void Leave::ended(Known& known, const Result& result) {
    if (result && result->ok()) {
        known.state = Known::State::authenticated;
        known.leave_mailbox();
    }
    Exchange::ended(known, result);
}

} // namespace imap_client
