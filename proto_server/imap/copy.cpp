#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <memory>
#include <span>

namespace imap_server {

// RFC 3501 §6.4.7 with COPYUID of RFC 4315 §3, and RFC 6851.

void ImapSession::answer(const imap::Copy& command) {
    copy(command.set, command.uid, command.mailbox, false);
}

void ImapSession::answer(const imap::Move& command) {
    if (selected_->read_only) return no("the mailbox was opened by EXAMINE");
    copy(command.set, command.uid, command.mailbox, true);
}

/// A COPY or MOVE under way.
struct ImapSession::Copying {
    Copying(std::shared_ptr<mail::Mailbox> from,
            std::shared_ptr<mail::Mailbox> to, std::vector<mail::Uid> all)
        : source(std::move(from)), target(std::move(to)), uids(std::move(all)) {
    }

    std::shared_ptr<mail::Mailbox> source, target;
    std::vector<mail::Uid> uids;
    std::size_t next = 0; ///< of `uids`
    mail::Mailbox::Copy copy{*source, *target};

    std::span<const mail::Uid> next_portion() {
        const auto begin = next;
        next = std::min(uids.size(), begin + mail::limits::portion);
        return std::span(uids).subspan(begin, next - begin);
    }
};

void ImapSession::copy(const imap::SequenceSet& set, bool uid,
                       const std::string& name, bool move) {
    const auto wanted = numbers_or_bad(set, uid);
    if (!wanted) return;
    std::vector<mail::Uid> uids;
    for (const auto number : *wanted)
        uids.push_back(selected_->view.uid(number));
    open_or_no(name, "TRYCREATE", [this, uids, uid, move](const auto& target) {
        if (!move)
            if (auto room = account_->check_room(uids.size()); !room)
                return no(room.error());
        const auto copying =
            std::make_shared<Copying>(selected_->mailbox, target, uids);
        work_ = [this, copying, uid, move] {
            return copy_some(copying, uid, move);
        };
    });
}

/// True if there is more to copy.
bool ImapSession::copy_some(const std::shared_ptr<Copying>& copying, bool uid,
                            bool move) {
    const auto portion = copying->next_portion();
    const auto is_gone = [&](mail::Uid one) {
        return !copying->source->find(one);
    };
    if (!uid && std::ranges::any_of(portion, is_gone)) { // RFC 2180 §4.4.1
        no("a message is gone", imap::Code{"EXPUNGEISSUED", {}});
        return false;
    }
    if (const auto added = copying->copy.add(portion); !added) {
        no(added.error());
        return false;
    }
    if (copying->next < copying->uids.size()) return true;
    copying->copy.finish(await<std::vector<mail::MessageCopy>>(
        [this, copying, move](const auto& copied) {
            if (!copied) return no(copied.error());
            end_copy(*copied, *copying->target, move);
        }));
    return false;
}

void ImapSession::end_copy(const std::vector<mail::MessageCopy>& copied,
                           const mail::Mailbox& target, bool move) {
    std::vector<mail::Uid> from, to;
    for (const auto& one : copied) {
        from.push_back(one.from);
        to.push_back(one.message.uid);
    }
    std::optional<imap::Code> code;
    if (!from.empty())
        code =
            imap::copy_uid_code(target.uid_validity(), imap::sequence_set(from),
                                imap::sequence_set(to));
    if (!move) return ok("COPY completed", code);
    // RFC 6851 §4.3: before the EXPUNGEs.
    if (code) say(imap::Untagged{imap::Untagged::Kind::ok, code, "moved"});
    remove(std::move(from), [this] { ok("MOVE completed"); });
}

} // namespace imap_server
