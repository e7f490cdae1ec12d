#include "proto_server/imap/imap_session.hpp"

namespace imap_server {

std::optional<ImapSession::Numbers>
ImapSession::numbers_or_bad(const imap::SequenceSet& set, bool uid) {
    const auto& view = selected_->view;
    if (set.saved) return numbers(selected_->saved);
    if (!uid && set.goes_beyond(view.count())) {
        bad("there are " + std::to_string(view.count()) + " messages");
        return std::nullopt;
    }
    Numbers found;
    for (auto [first, last] :
         set.resolve(uid ? view.last_uid() : view.count())) {
        if (uid) {
            first = view.number_from(first);
            last = last == ~0u ? view.count() : view.number_from(last + 1) - 1;
        }
        for (auto number = first; number <= last; ++number)
            found.push_back(number);
    }
    return found;
}

/// Leaves out messages of which the client was told that they are gone.
ImapSession::Numbers
ImapSession::numbers(const std::vector<mail::Uid>& uids) const {
    const auto& view = selected_->view;
    Numbers found;
    for (const auto uid : uids) {
        const auto number = view.number_from(uid);
        if (number <= view.count() && view.uid(number) == uid)
            found.push_back(number);
    }
    return found;
}

} // namespace imap_server
