#pragma once

#include "common/imap/requests/command.hpp"
#include "proto_server/imap/answer.hpp"
#include "proto_server/imap/selected/view.hpp"
#include "proto_server/mailbox/mailbox.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace imap_server {

class MessageFetch;

/// A client that has a mailbox selected: the selected state of RFC 3501 §3.3,
/// with the commands of §6.4.
class Selected {
public:
    /// `examine` is true where nothing may be changed. `watcher` is called when
    /// the mailbox has changed.
    Selected(std::shared_ptr<mail::Mailbox> mailbox, bool examine,
             mail::Mailbox::Watcher watcher);

    // selected.cpp, expunge.cpp
    void answer(const imap::Check&, Answer& answer);
    void answer(const imap::Close&, Answer& answer);
    void answer(const imap::Unselect&, Answer& answer);
    void answer(const imap::Expunge& expunge, Answer& answer);
    // search.cpp, fetch.cpp, store.cpp, copy.cpp
    void answer(const imap::Search& search, Answer& answer);
    void answer(const imap::Fetch& fetch, Answer& answer);
    void answer(const imap::Store& store, Answer& answer);
    void answer(const imap::Copy& copy, Answer& answer);
    void answer(const imap::Move& move, Answer& answer);

    /// Looks for changes that others made to the same folder, where the system
    /// does not tell us of them; then the command ends with OK.
    void refresh(Answer& answer);

    /// Says what SELECT has to tell.
    void say_all(Answer& answer);

    /// Tells what has happened since the client was last told, as far as there
    /// is room. Returns true when all is told.
    bool tell_news(Speaker& speaker, bool may_expunge);
    /// True if there were more news than there was room for.
    bool cut_off() const { return cut_off_; }

    /// True if the folder was removed.
    bool gone() const { return mailbox_->gone(); }
    View& view() { return view_; }

private:
    /// Numbers of messages that the client knows, in order.
    using Numbers = std::vector<std::uint32_t>;

    const std::vector<mail::Uid>& saved() const;
    void save(std::vector<mail::Uid> uids);
    void say_flags(Speaker& speaker);
    /// Says the flags again if there is a new keyword.
    void tell_keywords(Speaker& speaker);
    // numbers.cpp
    /// The messages that a set names. If it names a number that there is not,
    /// the result is empty and the command ends with BAD.
    std::optional<Numbers> numbers_or_bad(const imap::SequenceSet& set,
                                          bool uid, Answer& answer) const;
    Numbers numbers(const std::vector<mail::Uid>& uids) const;
    // expunge.cpp
    std::vector<mail::Uid> deleted(const imap::SequenceSet* uids) const;
    void remove(std::vector<mail::Uid> uids, Answer& answer,
                std::function<void()> then);
    // fetch.cpp, store.cpp, search.cpp
    bool fetch_some(std::uint32_t number, const imap::Fetch& fetch,
                    std::optional<MessageFetch>& message, Answer& answer);
    void say_fetched(std::uint32_t number, const imap::Fetch& fetch,
                     MessageFetch& fetched, Answer& answer);
    void store_one(std::uint32_t number, const imap::Store& store,
                   Answer& answer);
    bool matches(std::uint32_t number,
                 const std::vector<imap::SearchKey>& keys) const;
    void say_found(const imap::Search& search,
                   const std::vector<mail::Uid>& uids, Answer& answer);
    // copy.cpp
    void copy(const imap::SequenceSet& set, bool uid, const std::string& name,
              bool move, Answer& answer);
    struct Copying;
    void begin_copy(const std::shared_ptr<Copying>& copying, bool uid,
                    bool move, Answer& answer);
    bool copy_some(const std::shared_ptr<Copying>& copying, bool uid, bool move,
                   Answer& answer);
    void end_copy(const std::vector<mail::MessageCopy>& copied,
                  const mail::Mailbox& target, bool move, Answer& answer);

    std::shared_ptr<mail::Mailbox> mailbox_;
    /// The small members below lie in the unused octets at its end.
    [[no_unique_address]] View view_;
    bool read_only_;
    bool cut_off_ = false;
    std::uint32_t keywords_; ///< that the client was told of
    mail::MailboxWatch watch_;
    /// The messages that the last SEARCH saved, which a client names `$`, in
    /// ascending order; null if there are none, as with most clients. All of
    /// them are in the view. RFC 9051 §6.4.4.1
    std::unique_ptr<const std::vector<mail::Uid>> saved_;
};

} // namespace imap_server
