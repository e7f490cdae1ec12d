#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/status.hpp"

namespace imap_server {

// RFC 3501 §6.3: the folders of an account.

void ImapSession::answer(const imap::Create& create) {
    if (!create.uses.empty())
        return no("a special use cannot be chosen", imap::Code{"USEATTR", {}});
    if (const auto name = new_folder_or_no(create.mailbox))
        account_->create(
            *name, await<void>([this](const auto& result) { done(result); }));
}

/// A client that deletes its selected mailbox is told the answer before BYE.
void ImapSession::answer(const imap::Delete& remove) {
    const auto name = folder_or_no(remove.mailbox);
    if (!name) return;
    account_->remove(*name, await<void>([this](const auto& removed) {
        work_ = [account = account_] { return account->sweep(); };
        done(removed);
        if (!selected_ || !selected_->mailbox->gone()) return;
        selected_.reset();
        end_with_bye("the selected mailbox was deleted");
    }));
}

void ImapSession::answer(const imap::Rename& rename) {
    const auto from = folder_or_no(rename.from);
    if (!from) return;
    const auto to = new_folder_or_no(rename.to);
    if (!to) return;
    account_->rename(*from, *to,
                     await<void>([this, old_name = rename.from,
                                  to = *to](const auto& renamed) {
                         if (renamed && rev2_) say_listed(to, &old_name);
                         done(renamed);
                     }));
}

void ImapSession::answer(const imap::Subscribe& subscribe) {
    if (const auto name = folder_or_no(subscribe.mailbox))
        account_->subscribe(
            *name, await<void>([this](const auto& result) { done(result); }));
}

void ImapSession::answer(const imap::Unsubscribe& unsubscribe) {
    if (const auto name = folder_or_no(unsubscribe.mailbox))
        account_->unsubscribe(
            *name, await<void>([this](const auto& result) { done(result); }));
}

/// RFC 2342: each user's own folders and no others.
void ImapSession::answer(const imap::Namespace&) {
    imap::NamespaceData data;
    data.personal.push_back({"", mail::hierarchy_separator});
    say(data);
    ok("NAMESPACE completed");
}

void ImapSession::answer(const imap::Status& status) {
    open_or_no(status.mailbox, "NONEXISTENT",
               [this, status](const auto& mailbox) {
                   const auto query = std::make_shared<StatusQuery>(
                       status.mailbox, mailbox, status.items);
                   work_ = [this, query] {
                       if (query->go_on()) return true;
                       say(query->result());
                       ok("STATUS completed");
                       return false;
                   };
               });
}

void ImapSession::done(const mail::Expected<void>& result) {
    if (result)
        ok("done");
    else
        no(result.error());
}

} // namespace imap_server
