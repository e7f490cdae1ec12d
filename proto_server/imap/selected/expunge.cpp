#include "proto_server/imap/selected/selected.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <span>

namespace imap_server {

// RFC 3501 §6.4.3

/// UID EXPUNGE of RFC 4315 §2.1 has a set.
void Selected::answer(const imap::Expunge& expunge, Answer& answer) {
    if (read_only_) return answer.no("the mailbox was opened by EXAMINE");
    auto uids = expunge.uids;
    if (uids && uids->saved) uids = imap::sequence_set(saved());
    remove(deleted(uids ? &*uids : nullptr), answer,
           [&answer] { answer.ok("EXPUNGE completed"); });
}

/// The messages marked as deleted that the client knows, among `uids` unless
/// that is null.
std::vector<mail::Uid> Selected::deleted(const imap::SequenceSet* uids) const {
    std::vector<mail::Uid> doomed;
    const auto ranges = uids ? uids->resolve(view_.last_uid())
                             : std::vector<imap::Range>{{1, ~0u}};
    auto range = ranges.begin();
    for (const auto& message : mailbox_->messages()) {
        while (range != ranges.end() && range->last < message.uid) ++range;
        if (range == ranges.end() || message.uid > view_.last_uid()) break;
        if (range->first <= message.uid &&
            message.flags.has(mail::SystemFlag::deleted))
            doomed.push_back(message.uid);
    }
    return doomed;
}

/// Removes messages in portions, the last ones first, as `Mailbox::remove`
/// likes it. Then it calls `then`; or the command ends with NO, if some could
/// not be removed.
void Selected::remove(std::vector<mail::Uid> uids, Answer& answer,
                      std::function<void()> then) {
    const bool any = !uids.empty();
    answer.work([this, any, uids = std::move(uids), then = std::move(then),
                 &answer, failure = std::optional<mail::Failure>()]() mutable {
        const auto count = std::min(uids.size(), mail::limits::portion);
        const auto removed = mailbox_->remove(std::span(uids).last(count));
        if (!removed) failure = removed.error();
        uids.resize(uids.size() - count);
        if (!uids.empty()) return true;
        const auto end = [failure, then, &answer] {
            if (failure)
                answer.no(*failure);
            else
                then();
        };
        if (any)
            mailbox_->sync_removed(
                answer.await<void>([end](const auto&) { end(); }));
        else
            end();
        return false;
    });
}

} // namespace imap_server
