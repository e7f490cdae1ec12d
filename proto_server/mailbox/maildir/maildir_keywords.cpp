// How a MaildirBacking learns keywords, its own and those of others.

#include "proto_server/mailbox/maildir/file_name.hpp"
#include "proto_server/mailbox/maildir/maildir_backing.hpp"

namespace mail {

/// Dovecot writes a new keyword's letter into the names of files before it
/// says which keyword that is.
void MaildirBacking::refresh_keywords() {
    const auto before = keywords_.keywords();
    if (const auto changed = keywords_.refresh(); !changed || !*changed) return;
    for (const auto& [uid, message] : by_uid_) {
        const auto marks = parse_file_name(message->second.info).marks;
        if (flags_of(marks, before) != flags_of(marks, keywords_.keywords()))
            flagged_.push_back(uid);
    }
}

Expected<void> MaildirBacking::learn_keywords(const Flags& flags) {
    if (keywords_.knows(flags)) return {};
    if (!learning_.empty())
        return fail(Failure::Kind::unavailable,
                    "the keywords are being changed; try again");
    const auto folder = open_folder();
    if (!folder) return tl::make_unexpected(folder.error());
    return keywords_.learn(**folder, flags, unnamed_letters());
}

void MaildirBacking::learn_keywords(const Flags& flags, Done<void> done) {
    if (keywords_.knows(flags)) return done({});
    learning_.emplace_back(flags, std::move(done));
    if (learning_.size() == 1) learn_next();
}

/// A copy of the keywords learns them, since they are asked for meanwhile.
void MaildirBacking::learn_next() {
    const auto end = [this](const Expected<void>& result) {
        const auto done = std::move(learning_.front().second);
        learning_.pop_front();
        if (!learning_.empty()) learn_next();
        done(result);
    };
    const auto& flags = learning_.front().first;
    if (keywords_.knows(flags)) return end({});
    const auto folder = open_folder();
    if (!folder) return end(tl::make_unexpected(folder.error()));
    const auto copy = std::make_shared<KeywordsFile>(keywords_);
    jobs_.run<void>(
        nullptr,
        [copy, folder = *folder, flags, taken = unnamed_letters()] {
            return copy->learn(*folder, flags, taken);
        },
        [this, copy, end, kept = holder_.lock()](const auto& result) {
            if (result) keywords_.take(*copy);
            end(result);
        });
}

/// Returns the letters in the names of files that are no keyword's. Dovecot may
/// have given them a meaning that we cannot read.
std::string MaildirBacking::unnamed_letters() const {
    std::string letters;
    for (const auto& [uid, message] : by_uid_)
        letters += letters_without_keyword(
            parse_file_name(message->second.info).marks, keywords_.keywords());
    return letters;
}

} // namespace mail
