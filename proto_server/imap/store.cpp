#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/response_code.hpp"

namespace imap_server {

// RFC 3501 §6.4.6

namespace {

mail::Flags changed(mail::Flags flags, const imap::Store& store) {
    const auto others = from_wire(store.flags);
    switch (store.action) {
    case imap::Store::Action::add:
        return flags.add(others);
    case imap::Store::Action::remove:
        return flags.remove(others);
    case imap::Store::Action::replace:
        break;
    }
    return others;
}

} // namespace

void ImapSession::answer(const imap::Store& store) {
    if (selected_->read_only) return no("the mailbox was opened by EXAMINE");
    auto wanted = numbers_or_bad(store.set, store.uid);
    if (!wanted) return;
    work_on(*std::move(wanted),
            [this, store](auto number) { store_one(number, store); });
    ok("STORE completed");
}

/// Stores the flags of one message, and tells them. With .SILENT it tells them
/// only if another client has changed them meanwhile.
void ImapSession::store_one(std::uint32_t number, const imap::Store& store) {
    auto& [mailbox, watch, view, read_only, keywords, saved] = *selected_;
    const auto uid = view.uid(number);
    const auto* message = mailbox->find(uid);
    if (!message) return fail_command("EXPUNGEISSUED", "a message is gone");
    view.look();
    const bool due = view.flags_are_due(uid);
    const auto stored = mailbox->set_flags(uid, changed(message->flags, store));
    if (!stored) {
        const auto& failure = stored.error();
        return fail_command(code_of(failure).name, failure.what);
    }
    view.look();
    if (store.silent && due) return;
    view.flags_are_told(uid);
    message = mailbox->find(uid);
    if (store.silent || !message) return;
    if (keywords != mailbox->keywords().size()) say_flags();
    imap::FetchData data{number, {view.flags(*message)}};
    if (store.uid) data.values.insert(data.values.begin(), imap::Uid{uid});
    say(data);
}

} // namespace imap_server
