#include "proto_server/imap/home/home.hpp"
#include "proto_server/imap/home/status.hpp"
#include "proto_server/imap/names.hpp"

namespace imap_server {

// RFC 3501 §6.3: the folders of an account.

namespace {

/// Has the command wait, and end as what it waits for ends.
mail::Done<void> end_of(Answer& answer) {
    return answer.await<void>([&answer](const auto& result) {
        if (result)
            answer.ok("done");
        else
            answer.no(result.error());
    });
}

} // namespace

void Home::answer(const imap::Create& create, Answer& answer) {
    if (!create.uses.empty())
        return answer.no("a special use cannot be chosen",
                         imap::Code{"USEATTR", {}});
    if (const auto name = new_folder_or_no(create.mailbox, answer))
        account_->create(*name, end_of(answer));
}

/// A client that deletes its selected mailbox is told the answer before BYE.
void Home::answer(const imap::Delete& remove, Answer& answer) {
    const auto name = folder_or_no(remove.mailbox, answer);
    if (!name) return;
    account_->remove(
        *name, answer.await<void>([this, &answer](const auto& removed) {
            answer.work(sweep());
            if (removed)
                answer.ok("done");
            else
                answer.no(removed.error());
            if (!selected_ || !selected_->gone()) return;
            selected_.reset();
            answer.end_with_bye("the selected mailbox was deleted");
        }));
}

Answer::Work Home::sweep() const {
    return [account = account_] { return account->sweep(); };
}

void Home::answer(const imap::Rename& rename, Answer& answer) {
    const auto from = folder_or_no(rename.from, answer);
    if (!from) return;
    const auto to = new_folder_or_no(rename.to, answer);
    if (!to) return;
    account_->rename(*from, *to,
                     answer.await<void>([this, old_name = rename.from, to = *to,
                                         &answer](const auto& renamed) {
                         if (!renamed) return answer.no(renamed.error());
                         if (answer.enabled().rev2)
                             say_listed(to, &old_name, answer);
                         answer.ok("done");
                     }));
}

void Home::answer(const imap::Subscribe& subscribe, Answer& answer) {
    if (const auto name = folder_or_no(subscribe.mailbox, answer))
        account_->subscribe(*name, end_of(answer));
}

void Home::answer(const imap::Unsubscribe& unsubscribe, Answer& answer) {
    if (const auto name = folder_or_no(unsubscribe.mailbox, answer))
        account_->unsubscribe(*name, end_of(answer));
}

/// RFC 2342: each user's own folders and no others.
void Home::answer(const imap::Namespace&, Answer& answer) {
    imap::NamespaceData data;
    data.personal.push_back({"", mail::hierarchy_separator});
    answer.say(data);
    answer.ok("NAMESPACE completed");
}

void Home::answer(const imap::Status& status, Answer& answer) {
    open_or_no(status.mailbox, "NONEXISTENT", answer,
               [status, &answer](const auto& mailbox) {
                   const auto query = std::make_shared<StatusQuery>(
                       status.mailbox, mailbox, status.items);
                   answer.work([query, &answer] {
                       if (query->go_on()) return true;
                       answer.say(query->result());
                       answer.ok("STATUS completed");
                       return false;
                   });
               });
}

} // namespace imap_server
