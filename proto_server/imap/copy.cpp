#include "proto_server/imap/imap_session.hpp"

#include <algorithm>

// RFC 3501 §6.4.7 with COPYUID of RFC 4315 §3, and RFC 6851.

void ImapSession::answer(const imap::Copy& command) {
    copy(command.set, command.uid, command.mailbox, false);
}

void ImapSession::answer(const imap::Move& command) {
    if (selected_->read_only) return no("the mailbox was opened by EXAMINE");
    copy(command.set, command.uid, command.mailbox, true);
}

void ImapSession::copy(const imap::SequenceSet& set, bool uid,
                       const std::string& name, bool move) {
    const auto wanted = numbers(set, uid);
    if (!wanted) return;
    const auto target = open(name, "TRYCREATE");
    if (!target) return;
    auto& source = *selected_->mailbox;
    const auto is_gone = [&](mail::Uid one) { return !source.find(one); };
    std::vector<mail::Uid> uids;
    for (const auto number : *wanted)
        uids.push_back(selected_->view.uid(number));
    if (!uid && std::ranges::any_of(uids, is_gone)) // RFC 2180 §4.4.1
        return no("a message is gone", imap::Code{"EXPUNGEISSUED", {}});
    const auto copied = target->copy(source, uids);
    if (!copied) return no(copied.error());
    std::vector<mail::Uid> from, to;
    for (const auto& one : *copied) {
        from.push_back(one.from);
        to.push_back(one.message.uid);
    }
    std::optional<imap::Code> code;
    if (!from.empty())
        code = imap::copy_uid_code(target->uid_validity(),
                                   imap::sequence_set(from),
                                   imap::sequence_set(to));
    if (!move) return ok("COPY completed", code);
    // RFC 6851 §4.3: before the EXPUNGEs.
    if (code) say(imap::Untagged{imap::Untagged::Kind::ok, code, "moved"});
    const auto expunged = source.expunge(from);
    if (!expunged) return no(expunged.error());
    ok("MOVE completed");
}
