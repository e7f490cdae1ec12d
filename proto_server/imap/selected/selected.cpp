#include "proto_server/imap/selected/selected.hpp"

#include "proto_server/imap/flag_names.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>

namespace imap_server {

namespace {

std::uint32_t count_keywords(const mail::Mailbox& mailbox) {
    return static_cast<std::uint32_t>(mailbox.keywords().size());
}

} // namespace

Selected::Selected(std::shared_ptr<mail::Mailbox> mailbox, bool examine,
                   mail::Mailbox::Watcher watcher)
    : mailbox_(std::move(mailbox)), view_(*mailbox_, examine),
      read_only_(examine), keywords_(count_keywords(*mailbox_)),
      watch_(*mailbox_, std::move(watcher)) {}

/// IMAP4rev2 has no RECENT and UNSEEN any more. RFC 9051 §6.3.2.
void Selected::say_all(Answer& answer) {
    const auto note = [&answer](imap::Code code, std::string text) {
        answer.say(imap::Untagged{imap::Untagged::Kind::ok, std::move(code),
                                  std::move(text)});
    };
    const bool rev2 = answer.enabled().rev2;
    say_flags(answer.speaker());
    answer.say(imap::Exists{view_.count()});
    const auto& messages = mailbox_->messages();
    const auto unseen = std::find_if(
        messages.begin(), messages.end(), [](const mail::Message& message) {
            return !message.flags.has(mail::SystemFlag::seen);
        });
    if (!rev2) answer.say(imap::Recent{view_.recent()});
    if (!rev2 && unseen != messages.end())
        note(imap::number_code("UNSEEN", view_.number_from(unseen->uid)),
             "the first unseen");
    note(imap::number_code("UIDVALIDITY", mailbox_->uid_validity()),
         "UIDs are valid");
    note(imap::number_code("UIDNEXT", mailbox_->uid_next()), "the next UID");
}

void Selected::tell_keywords(Speaker& speaker) {
    if (keywords_ != count_keywords(*mailbox_)) say_flags(speaker);
}

void Selected::say_flags(Speaker& speaker) {
    const auto& keywords = mailbox_->keywords();
    keywords_ = count_keywords(*mailbox_);
    const auto flags = settable(keywords);
    const bool room = keywords.size() < mail::limits::keywords;
    speaker.say(imap::FlagsData{flags});
    speaker.say(imap::Untagged{imap::Untagged::Kind::ok,
                               read_only_
                                   ? imap::permanent_flags_code({}, false)
                                   : imap::permanent_flags_code(flags, room),
                               "flags that stay"});
}

// [news]
bool Selected::tell_news(Speaker& speaker, bool may_expunge) {
    view_.look();
    tell_keywords(speaker);
    cut_off_ = false;
    while (speaker.has_room()) {
        const auto news = view_.next(may_expunge);
        if (!news) return true;
        speaker.say(*news);
    }
    cut_off_ = true;
    return false;
}
// [/news]

/// A failure, of a disk, is no business of a NOOP.
void Selected::refresh(Answer& answer) {
    const auto looked = answer.await<void>(
        [&answer](const auto&) { answer.ok("NOOP completed"); });
    if (!mailbox_->refresh([looked] { looked({}); })) looked({});
}

void Selected::answer(const imap::Check&, Answer& answer) {
    answer.ok("CHECK completed");
}

void Selected::answer(const imap::Unselect&, Answer& answer) {
    answer.leave_mailbox();
    answer.ok("UNSELECT completed");
}

/// Tells no news: a client that leaves does not want them.
void Selected::answer(const imap::Close&, Answer& answer) {
    remove(read_only_ ? std::vector<mail::Uid>() : deleted(nullptr), answer,
           [&answer] {
               answer.leave_mailbox();
               answer.ok("CLOSE completed");
           });
}

} // namespace imap_server
