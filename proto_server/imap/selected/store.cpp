#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/response_code.hpp"
#include "proto_server/imap/selected/selected.hpp"

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

void Selected::answer(const imap::Store& store, Answer& answer) {
    if (read_only_) return answer.no("the mailbox was opened by EXAMINE");
    auto wanted = numbers_or_bad(store.set, store.uid, answer);
    if (!wanted) return;
    const bool may_be_new =
        store.action != imap::Store::Action::remove && !wanted->empty();
    const auto learned = [this, store, wanted = *std::move(wanted),
                          &answer](const auto& result) {
        if (!result) return answer.no(result.error());
        answer.work_on(wanted, [this, store, &answer](auto number) {
            store_one(number, store, answer);
        });
        answer.ok("STORE completed");
    };
    if (!may_be_new) return learned(mail::Expected<void>());
    mailbox_->learn_keywords(from_wire(store.flags),
                             answer.await<void>(learned));
}

/// Stores the flags of one message, and tells them. With .SILENT it tells them
/// only if another client has changed them meanwhile.
void Selected::store_one(std::uint32_t number, const imap::Store& store,
                         Answer& answer) {
    const auto uid = view_.uid(number);
    const auto* message = mailbox_->find(uid);
    if (!message) return answer.fail("EXPUNGEISSUED", "a message is gone");
    view_.look();
    const bool due = view_.flags_are_due(uid);
    const auto stored =
        mailbox_->set_flags(uid, changed(message->flags, store));
    if (!stored) {
        const auto& failure = stored.error();
        return answer.fail(code_of(failure).name, failure.what);
    }
    view_.look();
    if (store.silent && due) return;
    view_.flags_are_told(uid);
    message = mailbox_->find(uid);
    if (store.silent || !message) return;
    tell_keywords(answer.speaker());
    imap::FetchData data{number, {view_.flags(*message)}};
    if (store.uid) data.values.insert(data.values.begin(), imap::Uid{uid});
    answer.say(data);
}

} // namespace imap_server
