#include "proto_server/imap/names.hpp"
#include "proto_server/imap/selected/selected.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <memory>
#include <span>

namespace imap_server {

// RFC 3501 §6.4.7 with COPYUID of RFC 4315 §3, and RFC 6851.

void Selected::answer(const imap::Copy& command, Answer& answer) {
    copy(command.set, command.uid, command.mailbox, false, answer);
}

void Selected::answer(const imap::Move& command, Answer& answer) {
    if (read_only_) return answer.no("the mailbox was opened by EXAMINE");
    copy(command.set, command.uid, command.mailbox, true, answer);
}

/// A COPY or MOVE under way.
struct Selected::Copying {
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

void Selected::copy(const imap::SequenceSet& set, bool uid,
                    const std::string& name, bool move, Answer& answer) {
    const auto wanted = numbers_or_bad(set, uid, answer);
    if (!wanted) return;
    std::vector<mail::Uid> uids;
    for (const auto number : *wanted) uids.push_back(view_.uid(number));
    open_or_no(name, "TRYCREATE", answer,
               [this, uids, uid, move, &answer](const auto& target) {
                   if (!move)
                       if (auto room = answer.account().check_room(uids.size());
                           !room)
                           return answer.no(room.error());
                   const auto copying =
                       std::make_shared<Copying>(mailbox_, target, uids);
                   begin_copy(copying, uid, move, answer);
               });
}

/// First the target learns the keywords of the messages.
void Selected::begin_copy(const std::shared_ptr<Copying>& copying, bool uid,
                          bool move, Answer& answer) {
    mail::Flags flags;
    for (const auto one : copying->uids)
        if (const auto* message = copying->source->find(one))
            flags.add(message->flags);
    copying->target->learn_keywords(
        flags, answer.await<void>(
                   [this, copying, uid, move, &answer](const auto& learned) {
                       if (!learned) return answer.no(learned.error());
                       answer.work([this, copying, uid, move, &answer] {
                           return copy_some(copying, uid, move, answer);
                       });
                   }));
}

/// True if there is more to copy.
bool Selected::copy_some(const std::shared_ptr<Copying>& copying, bool uid,
                         bool move, Answer& answer) {
    const auto portion = copying->next_portion();
    const auto is_gone = [&](mail::Uid one) {
        return !copying->source->find(one);
    };
    if (!uid && std::ranges::any_of(portion, is_gone)) { // RFC 2180 §4.4.1
        answer.no("a message is gone", imap::Code{"EXPUNGEISSUED", {}});
        return false;
    }
    if (const auto added = copying->copy.add(portion); !added) {
        answer.no(added.error());
        return false;
    }
    if (copying->next < copying->uids.size()) return true;
    copying->copy.finish(answer.await<std::vector<mail::MessageCopy>>(
        [this, copying, move, &answer](const auto& copied) {
            if (!copied) return answer.no(copied.error());
            end_copy(*copied, *copying->target, move, answer);
        }));
    return false;
}

void Selected::end_copy(const std::vector<mail::MessageCopy>& copied,
                        const mail::Mailbox& target, bool move,
                        Answer& answer) {
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
    if (!move) return answer.ok("COPY completed", code);
    // RFC 6851 §4.3: before the EXPUNGEs.
    if (code)
        answer.say(imap::Untagged{imap::Untagged::Kind::ok, code, "moved"});
    remove(std::move(from), answer, [&answer] { answer.ok("MOVE completed"); });
}

} // namespace imap_server
