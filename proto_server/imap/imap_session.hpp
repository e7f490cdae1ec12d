#pragma once

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/response.hpp"
#include "common/session.hpp"
#include "proto_server/imap/imap_options.hpp"
#include "proto_server/imap/login.hpp"
#include "proto_server/imap/octet_budget.hpp"
#include "proto_server/imap/sasl.hpp"
#include "proto_server/imap/view.hpp"

#include <functional>

namespace imap_server {

class MessageFetch;

/// The server's end of a conversation in IMAP4rev1, RFC 3501; or in IMAP4rev2,
/// RFC 9051, from when the client enables it.
///
/// Theory of operation
///
/// States. A client is not authenticated, authenticated, or has a mailbox
/// selected (RFC 3501 §3). In the first state there is no `account_`, in the
/// last there is a `selected_`. `answer(const imap::Request&)` compares the
/// command with the state before it calls the command's own `answer`.
///
/// Parts of an answer. A command is answered in three parts, in this order:
/// its data (`work_`), the news of the mailbox (`tell_news`), its end
/// (`ending_`). `answer` says nothing but data that is short; it sets `work_`
/// or `ending_`, and `go_on` does the rest. While one of them is set, the
/// command is being answered, and `receive` takes nothing.
///
/// Turns. `work_` does one portion in a call: one message, one folder, or a few
/// hundred numbers. Between two portions other sessions run, so everything may
/// have changed: messages may be gone and the mailbox may be deleted. Therefore
/// `work_` keeps UIDs or the client's numbers, which the view does not change
/// while a command is being answered, and never a reference to a message. Only
/// commands change `selected_`, so `work_` may use it; `say_bye` drops `work_`.
///
/// Waiting. The session waits for `output()` to be taken, when it is at
/// `limits::output`, for the result of a login, and for a job (`await`). The
/// last two wake it, and so does the mailbox that it watches, which knows what
/// a job has done before the session does: so the news come before the end.
/// `tick` does nothing but what is a matter of time.
///
/// Memory. A session holds at most one large message: that of an APPEND, from
/// its announcement to the end of the command, or that of a FETCH, until its
/// client has taken it. For each it takes octets from the user's budget
/// (`held_`), or refuses with NO [LIMIT].
class ImapSession : public Session {
public:
    /// `login` outlives the session. `greeting` is for people. `from` is the
    /// client's address, for `login`.
    ImapSession(Login& login, ImapOptions options = {},
                std::string_view greeting = "Idle Hands is ready",
                std::string from = {}, ImapTls tls = {});

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    bool go_on(Clock::time_point now) override;
    void tick(Clock::time_point now) override;
    void mailbox_changed() override;
    void say_bye(std::string_view why) override;
    void tls_started() override;
    Standing standing() const override;

private:
    struct Selected {
        Selected(std::shared_ptr<mail::Mailbox> opened, bool examine,
                 mail::Mailbox::Watcher watcher)
            : mailbox(std::move(opened)), watch(*mailbox, std::move(watcher)),
              view(*mailbox, examine), read_only(examine),
              keywords(mailbox->keywords().size()) {}

        std::shared_ptr<mail::Mailbox> mailbox;
        mail::MailboxWatch watch;
        View view;
        bool read_only;
        std::size_t keywords; ///< that the client was told of
        /// The messages that the last SEARCH saved, which a client names `$`,
        /// in ascending order. All of them are in the view. RFC 9051 §6.4.4.1
        std::vector<mail::Uid> saved;
    };

    /// Numbers of messages that the client knows, in order.
    using Numbers = std::vector<std::uint32_t>;
    /// Does one portion; true if there is more to do.
    using Work = std::function<bool()>;

    void answer(const imap::RequestReader::Event& event);
    void answer(imap::Request request);
    void answer_line(std::string_view line);

    // any_state.cpp
    void answer(const imap::Capability&);
    void answer(const imap::Noop&);
    void answer(const imap::Logout&);
    void answer(const imap::Id&);
    // authentication.cpp
    void answer(const imap::StartTls&);
    void answer(const imap::Login&);
    void answer(const imap::Authenticate&);
    void challenge(std::string_view octets);
    void end_challenge();
    void answer_challenge(std::string_view base64);
    bool login_disabled() const { return tls_.needed && !tls_.on; }
    void refuse_plaintext();
    void start_login(std::string_view user, std::string_view secret);
    void finish_login(Clock::time_point now);
    Clock::duration penalty(std::uint32_t failures) const;
    void refuse_token(TokenFault fault);
    void refuse_credentials();
    void limit_failures();
    std::vector<std::string> capabilities() const;
    // enable.cpp
    void answer(const imap::Enable&);
    // folders.cpp
    void answer(const imap::Create&);
    void answer(const imap::Delete&);
    void answer(const imap::Rename&);
    void answer(const imap::Subscribe&);
    void answer(const imap::Unsubscribe&);
    void answer(const imap::Namespace&);
    void answer(const imap::Status&);
    void done(const mail::Expected<void>& result);
    // list.cpp
    std::vector<std::string>
    decoded_patterns(const std::string& reference,
                     const std::vector<std::string>& patterns) const;
    void answer(const imap::List&);
    void answer(const imap::Lsub&);
    struct Listing;
    bool list_some(const std::shared_ptr<Listing>& listing);
    void list_status(const std::shared_ptr<Listing>& listing,
                     const std::string& folder);
    bool lsub_some(Listing& listing, bool stops);
    void say_listed(std::string_view name, const std::string* old_name);
    // selection.cpp
    void answer(const imap::Select&);
    void answer(const imap::Check&);
    void answer(const imap::Close&);
    void answer(const imap::Unselect&);
    void answer(const imap::Expunge&);
    void say_selected(const std::string& name);
    void say_flags();
    std::vector<mail::Uid> deleted(const imap::SequenceSet* uids) const;
    void remove(std::vector<mail::Uid> uids, std::function<void()> then);
    // fetch.cpp, store.cpp, search.cpp
    void answer(const imap::Fetch&);
    bool fetch_some(std::uint32_t number, const imap::Fetch& fetch,
                    std::optional<MessageFetch>& message);
    void say_fetched(std::uint32_t number, const imap::Fetch& fetch,
                     MessageFetch& fetched);
    void fail_fetch(const mail::Failure& failure);
    void answer(const imap::Store&);
    void store_one(std::uint32_t number, const imap::Store& store);
    void answer(const imap::Search&);
    bool matches(std::uint32_t number,
                 const std::vector<imap::SearchKey>& keys) const;
    void say_found(const imap::Search& search,
                   const std::vector<mail::Uid>& uids);
    // copy.cpp, append.cpp
    void answer(const imap::Copy&);
    void answer(const imap::Move&);
    void copy(const imap::SequenceSet& set, bool uid, const std::string& name,
              bool move);
    struct Copying;
    bool copy_some(const std::shared_ptr<Copying>& copying, bool uid,
                   bool move);
    void end_copy(const std::vector<mail::MessageCopy>& copied,
                  const mail::Mailbox& target, bool move);
    void answer(imap::Append&&);
    void append(const std::shared_ptr<mail::Mailbox>& mailbox,
                imap::Append& append);
    // idle.cpp
    void answer(const imap::Idle&);
    void end_idle(std::string_view line);

    /// True while a command is being answered.
    bool answering() const { return work_ || ending_; }
    /// True while that command waits for a job.
    bool waiting() const { return awaited_ && !awaited_->there; }
    void do_work();

    /// A result that comes later.
    struct Awaited {
        bool there = false;
        bool wake = false; ///< the session waits already
    };
    /// Has the command wait for a result, which the returned function takes;
    /// then `work_` hands it to `then`.
    template<class Value>
    mail::Done<Value> await(mail::Done<Value> then) {
        struct Result : Awaited {
            std::optional<mail::Expected<Value>> value;
        };
        const auto result = std::make_shared<Result>();
        awaited_ = result;
        work_ = [result, then = std::move(then)] {
            then(*std::move(result->value));
            return false;
        };
        return [result, waker = waker()](mail::Expected<Value> value) {
            result->value = std::move(value);
            result->there = true;
            const auto session = result->wake ? waker.lock() : nullptr;
            if (session) session->wake();
        };
    }
    bool tell_news(bool may_expunge);
    void say_ending();

    /// The command ends so, after its work and the news.
    void end(imap::Outcome outcome, std::string text,
             std::optional<imap::Code> code = {});
    /// Called by `work_`: the command will end with NO [code] text.
    void fail_command(std::string code, std::string text);
    /// The command's end will be followed by BYE, and by the end of all.
    void end_with_bye(std::string_view why) { bye_after_ = why; }
    void ok(std::string text, std::optional<imap::Code> code = {});
    void no(std::string text, std::optional<imap::Code> code = {});
    void no(const mail::Failure& failure);
    void bad(std::string text);
    void say(const imap::Response& response);

    // numbers.cpp
    /// The messages that a set names. If it names a number that there is not,
    /// the result is empty and the command ends with BAD.
    std::optional<Numbers> numbers_or_bad(const imap::SequenceSet& set,
                                          bool uid);
    Numbers numbers(const std::vector<mail::Uid>& uids) const;

    /// Does `one` for each message, one in each portion.
    void work_on(Numbers numbers, std::function<void(std::uint32_t)> one);

    /// Whether mailboxes are named in UTF-8, and quoted strings may hold it.
    bool utf8() const { return rev2_ || utf8_accept_; }

    /// A name or a pattern as UTF-8; empty if it is none.
    std::optional<std::string> decoded_name(const std::string& wire) const;
    /// A folder's name as UTF-8. If it is none, the command ends with NO.
    std::optional<std::string> folder_or_no(const std::string& wire);
    /// The same for a folder that is to be made: letters and their accents must
    /// be composed, as in RFC 9051 §5.1.
    std::optional<std::string> new_folder_or_no(const std::string& wire);
    std::string wire_name(const std::string& folder) const;
    /// Opens a folder and calls `then`. If there is none, the command ends with
    /// NO and that code.
    using OnMailbox =
        std::function<void(const std::shared_ptr<mail::Mailbox>&)>;
    void open_or_no(const std::string& wire, const char* if_missing,
                    OnMailbox then);

    // What every push reads stands first, so that it costs few cache lines.
    std::optional<Selected> selected_;
    bool idling_ = false;
    bool cut_off_ = false;    ///< there are more news than there was room for
    bool may_expunge_ = true; ///< while this command is answered
    bool rev2_ = false, utf8_accept_ = false; ///< enabled
    ImapTls tls_;
    Clock::time_point last_heard_, last_sign_;
    ImapOptions options_;
    std::shared_ptr<mail::Account> account_;
    Login::PendingLogin pending_login_;
    std::string tag_; ///< of the command that is answered
    Work work_;
    std::shared_ptr<Awaited> awaited_; ///< that `work_` needs
    std::optional<imap::Tagged> ending_;
    std::string_view bye_after_; ///< why BYE follows the end; or empty
    bool tls_after_ = false;     ///< TLS begins after the end
    imap::RequestReader reader_;
    HeldOctets held_; ///< of the message that comes, or that is being sent
    Login& login_;
    std::string_view greeting_;
    std::string from_;
    Clock::time_point ends_ = Clock::time_point::max(); ///< with its token
    std::uint32_t login_failures_ = 0;
    Mechanism mechanism_ = Mechanism::plain; ///< of the latest attempt
    bool challenged_ = false;                ///< a line answers AUTHENTICATE
    bool refused_ = false; ///< that line is the dummy, and then NO
};

} // namespace imap_server
