#include "proto_server/imap/imap_session.hpp"

// RFC 3501 §6.4.7 with COPYUID of RFC 4315 §3, and RFC 6851.

void ImapSession::answer(const imap::Copy& command) {
    copy(command.set, command.uid, command.mailbox, false);
}

void ImapSession::answer(const imap::Move& command) {
    if (selected_->read_only) return no("the mailbox was opened by EXAMINE");
    copy(command.set, command.uid, command.mailbox, true);
}

namespace {

struct Copied {
    std::vector<mail::Uid> from, to;
};

/// All of them or none.
mail::Expected<Copied> copy_all(mail::Mailbox& source, mail::Mailbox& target,
                                const std::vector<mail::Uid>& uids) {
    Copied copied;
    const auto give_up = [&](const mail::Failure& failure) {
        static_cast<void>(target.expunge(copied.to));
        return tl::make_unexpected(failure);
    };
    for (const auto uid : uids) {
        const auto* found = source.find(uid);
        if (!found) continue; // others removed it
        const auto message = *found;
        const auto octets = source.octets(uid);
        if (!octets) return give_up(octets.error());
        const auto added = target.append(**octets, message.flags, message.date);
        if (!added) return give_up(added.error());
        copied.from.push_back(uid);
        copied.to.push_back(*added);
    }
    return copied;
}

} // namespace

void ImapSession::copy(const imap::SequenceSet& set, bool uid,
                       const std::string& name, bool move) {
    const auto wanted = numbers(set, uid);
    if (!wanted) return;
    const auto target = open(name, "TRYCREATE");
    if (!target) return;
    std::vector<mail::Uid> uids;
    for (const auto number : *wanted)
        uids.push_back(selected_->view.uid(number));
    const auto copied = copy_all(*selected_->mailbox, *target, uids);
    if (!copied) return no(copied.error());
    std::optional<imap::Code> code;
    if (!copied->from.empty())
        code = imap::copy_uid_code(target->uid_validity(),
                                   imap::sequence_set(copied->from),
                                   imap::sequence_set(copied->to));
    if (!move) return ok("COPY completed", code);
    // RFC 6851 §4.3: before the EXPUNGEs.
    if (code) say(imap::Untagged{imap::Untagged::Kind::ok, code, "moved"});
    const auto expunged = selected_->mailbox->expunge(copied->from);
    if (!expunged) return no(expunged.error());
    ok("MOVE completed");
}
