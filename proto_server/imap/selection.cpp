#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/imap_session.hpp"

#include <algorithm>
#include <span>

namespace imap_server {

// RFC 3501 §6.3.1 and §6.4: a mailbox is selected, and left.

/// A SELECT that fails leaves no mailbox selected.
void ImapSession::answer(const imap::Select& select) {
    if (selected_) {
        selected_.reset();
        say(imap::Untagged{imap::Untagged::Kind::ok, imap::Code{"CLOSED", {}},
                           "the mailbox before is closed"});
    }
    open_or_no(
        select.mailbox, "NONEXISTENT", [this, select](const auto& mailbox) {
            selected_.emplace(mailbox, select.examine, [this] { wake(); });
            if (rev2_) selected_->view.tell_no_recent();
            say_selected(*decoded_name(select.mailbox));
            ok(select.examine ? "EXAMINE completed" : "SELECT completed",
               imap::Code{select.examine ? "READ-ONLY" : "READ-WRITE", {}});
        });
}

/// Says what SELECT has to tell. IMAP4rev2 has no RECENT and UNSEEN any more,
/// and has LIST in addition. RFC 9051 §6.3.2.
void ImapSession::say_selected(const std::string& name) {
    const auto& mailbox = *selected_->mailbox;
    const auto note = [this](imap::Code code, std::string text) {
        say(imap::Untagged{imap::Untagged::Kind::ok, std::move(code),
                           std::move(text)});
    };
    say_flags();
    say(imap::Exists{selected_->view.count()});
    const auto& messages = mailbox.messages();
    const auto unseen = std::find_if(
        messages.begin(), messages.end(), [](const mail::Message& message) {
            return !message.flags.has(mail::SystemFlag::seen);
        });
    if (!rev2_) say(imap::Recent{selected_->view.recent()});
    if (!rev2_ && unseen != messages.end())
        note(imap::number_code("UNSEEN",
                               selected_->view.number_from(unseen->uid)),
             "the first unseen");
    note(imap::number_code("UIDVALIDITY", mailbox.uid_validity()),
         "UIDs are valid");
    note(imap::number_code("UIDNEXT", mailbox.uid_next()), "the next UID");
    if (rev2_) say_listed(name, nullptr);
}

/// Again whenever there is a new keyword.
void ImapSession::say_flags() {
    const auto& keywords = selected_->mailbox->keywords();
    selected_->keywords = keywords.size();
    const auto flags = settable(keywords);
    const bool room = keywords.size() < mail::limits::keywords;
    say(imap::FlagsData{flags});
    say(imap::Untagged{imap::Untagged::Kind::ok,
                       selected_->read_only
                           ? imap::permanent_flags_code({}, false)
                           : imap::permanent_flags_code(flags, room),
                       "flags that stay"});
}

void ImapSession::answer(const imap::Check&) {
    ok("CHECK completed");
}

/// Tells no news: a client that leaves does not want them.
void ImapSession::answer(const imap::Close&) {
    remove(selected_->read_only ? std::vector<mail::Uid>() : deleted(nullptr),
           [this] {
               selected_.reset();
               ok("CLOSE completed");
           });
}

void ImapSession::answer(const imap::Unselect&) {
    selected_.reset();
    ok("UNSELECT completed");
}

/// UID EXPUNGE of RFC 4315 §2.1 has a set.
void ImapSession::answer(const imap::Expunge& expunge) {
    if (selected_->read_only) return no("the mailbox was opened by EXAMINE");
    auto uids = expunge.uids;
    if (uids && uids->saved) uids = imap::sequence_set(selected_->saved);
    remove(deleted(uids ? &*uids : nullptr),
           [this] { ok("EXPUNGE completed"); });
}

/// The messages marked as deleted that the client knows, among `uids` unless
/// that is null.
std::vector<mail::Uid>
ImapSession::deleted(const imap::SequenceSet* uids) const {
    const auto& view = selected_->view;
    std::vector<mail::Uid> doomed;
    const auto ranges = uids ? uids->resolve(view.last_uid())
                             : std::vector<imap::Range>{{1, ~0u}};
    auto range = ranges.begin();
    for (const auto& message : selected_->mailbox->messages()) {
        while (range != ranges.end() && range->last < message.uid) ++range;
        if (range == ranges.end() || message.uid > view.last_uid()) break;
        if (range->first <= message.uid &&
            message.flags.has(mail::SystemFlag::deleted))
            doomed.push_back(message.uid);
    }
    return doomed;
}

/// Removes messages in portions, the last ones first, as `Mailbox::remove`
/// likes it. Then it calls `then`; or the command ends with NO, if some could
/// not be removed.
void ImapSession::remove(std::vector<mail::Uid> uids,
                         std::function<void()> then) {
    const bool any = !uids.empty();
    work_ = [this, any, uids = std::move(uids), then = std::move(then),
             failure = std::optional<mail::Failure>()]() mutable {
        auto& mailbox = *selected_->mailbox;
        const auto count = std::min(uids.size(), mail::limits::portion);
        const auto removed = mailbox.remove(std::span(uids).last(count));
        if (!removed) failure = removed.error();
        uids.resize(uids.size() - count);
        if (!uids.empty()) return true;
        const auto end = [this, failure, then] {
            if (failure)
                no(*failure);
            else
                then();
        };
        if (any)
            mailbox.sync_removed(await<void>([end](const auto&) { end(); }));
        else
            end();
        return false;
    };
}

} // namespace imap_server
