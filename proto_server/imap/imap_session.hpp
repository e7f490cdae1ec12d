#pragma once

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/response.hpp"
#include "common/session.hpp"
#include "proto_server/imap/limits.hpp"
#include "proto_server/imap/login.hpp"
#include "proto_server/imap/sasl.hpp"
#include "proto_server/imap/view.hpp"

#include <functional>

/// When a silent client is given up, how often an idling one hears us, and who
/// knows the date of a message that comes without.
struct ImapTimes {
    std::chrono::seconds autologout = imap_server::default_autologout;
    std::chrono::seconds keepalive = imap_server::default_keepalive; ///< or 0
    /// Before the answer to the first failed login; 0 is none.
    std::chrono::seconds login_delay = imap_server::default_login_delay;
    std::chrono::sys_seconds (*wall_clock)() = [] {
        return std::chrono::floor<std::chrono::seconds>(
            std::chrono::system_clock::now());
    };
};

/// Who else may hear the conversation, and what is done about it.
struct ImapTls {
    bool on = false;      ///< from the first octet; nobody does
    bool offered = false; ///< by STARTTLS
    bool needed = false;  ///< to log in
};

/// The server's end of a conversation in IMAP4rev1, RFC 3501; or in IMAP4rev2,
/// RFC 9051, from when the client enables it.
///
/// A command is answered in three parts, each as the client takes what was said
/// before: its data, in portions (`work_`); news of the mailbox (`view`); its
/// end (`ending_`).
class ImapSession : public Session {
public:
    /// `login` outlives the session. `greeting` is for people. `from` is the
    /// client's address, for `login`.
    ImapSession(imap_server::Login& login, ImapTimes times = {},
                std::string_view greeting = "Idle Hands is ready",
                std::string from = {}, ImapTls tls = {});

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    void tick(Clock::time_point now) override;
    void mailbox_changed() override;
    void say_bye(std::string_view why) override;
    void tls_started() override;

private:
    struct Selected {
        Selected(std::shared_ptr<mail::Mailbox> opened, bool examine)
            : mailbox(std::move(opened)), view(*mailbox), read_only(examine),
              keywords(mailbox->keywords().size()) {}

        std::shared_ptr<mail::Mailbox> mailbox;
        imap_server::View view;
        bool read_only;
        std::size_t keywords; ///< that the client was told of
        /// `$`, in order: no more than the view holds. RFC 9051 §6.4.4.1
        std::vector<mail::Uid> saved;
    };

    /// Numbers of messages that the client knows, in order.
    using Numbers = std::vector<std::uint32_t>;
    using Mechanism = imap_server::Mechanism;
    /// Says one portion; true when there is no more.
    using Work = std::function<bool()>;
    enum class State : std::uint8_t {
        not_authenticated,
        authenticated,
        selected
    };

    void answer(const imap::RequestReader::Event& event);
    void answer(const imap::Request& request);
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
    void no_privacy();
    void ask_in(std::string_view user, std::string_view secret);
    void let_in(Clock::time_point now);
    Clock::duration penalty() const;
    void refuse(imap_server::TokenFault fault);
    void say_wrong();
    void end_if_too_many();
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
    decoded(const std::string& reference,
            const std::vector<std::string>& patterns) const;
    void answer(const imap::List&);
    void answer(const imap::Lsub&);
    void say_listed(std::string_view name, const std::string* old_name);
    // selection.cpp
    void answer(const imap::Select&);
    void answer(const imap::Check&);
    void answer(const imap::Close&);
    void answer(const imap::Unselect&);
    void answer(const imap::Expunge&);
    void say_selected(const std::string& name);
    void say_flags();
    bool expunge_deleted(const imap::SequenceSet* uids);
    // fetch.cpp, store.cpp, search.cpp
    void answer(const imap::Fetch&);
    void fetch_one(std::uint32_t number, const imap::Fetch& fetch);
    void spoil_fetch(const mail::Failure& failure);
    void answer(const imap::Store&);
    void store_one(std::uint32_t number, const imap::Store& store);
    void answer(const imap::Search&);
    std::vector<mail::Uid> find(const std::vector<imap::SearchKey>& keys);
    // copy.cpp, append.cpp
    void answer(const imap::Copy&);
    void answer(const imap::Move&);
    void copy(const imap::SequenceSet& set, bool uid, const std::string& name,
              bool move);
    void answer(const imap::Append&);
    // idle.cpp
    void answer(const imap::Idle&);
    void end_idle(std::string_view line);

    void output_taken() override;
    bool tell_news(bool may_expunge);
    State state() const;

    /// Ends the command, after its work and the news.
    void end(imap::Outcome outcome, std::string text,
             std::optional<imap::Code> code = {});
    /// From within its work: it will not end well.
    void spoil(std::string code, std::string text);
    void ok(std::string text, std::optional<imap::Code> code = {});
    void no(std::string text, std::optional<imap::Code> code = {});
    void no(const mail::Failure& failure);
    void bad(std::string text);
    void say(const imap::Response& response);

    /// The messages that a set names; nothing, and BAD is said, if it names a
    /// number that there is not.
    std::optional<Numbers> numbers(const imap::SequenceSet& set, bool uid);
    Numbers numbers(const std::vector<mail::Uid>& uids) const;

    /// Does `one` for each message, one after the other, as the client takes
    /// what it says.
    void work_on(Numbers numbers, std::function<void(std::uint32_t)> one);

    /// Whether mailboxes are named in UTF-8, and quoted strings may hold it.
    bool utf8() const { return rev2_ || utf8_accept_; }

    /// A name or a pattern as UTF-8; nothing if it is none.
    std::optional<std::string> decoded(const std::string& wire) const;
    /// A folder's name as UTF-8; nothing, and NO is said, if it is none.
    std::optional<std::string> folder(const std::string& wire);
    /// The same for one that is to be made: letters and their accents are
    /// composed, as in RFC 9051 §5.1.
    std::optional<std::string> new_folder(const std::string& wire);
    std::string wire_name(const std::string& folder) const;
    std::shared_ptr<mail::Mailbox> open(const std::string& wire,
                                        const char* if_missing);

    // First what every push touches: with many clients, memory is what costs.
    std::optional<Selected> selected_;
    bool idling_ = false;
    bool cut_off_ = false;    ///< the news had no room
    bool may_expunge_ = true; ///< while this command is answered
    bool rev2_ = false, utf8_accept_ = false; ///< enabled
    ImapTls tls_;
    Clock::time_point last_heard_, last_sign_;
    ImapTimes times_;
    std::shared_ptr<mail::Account> account_;
    imap_server::Login::Ticket asked_in_; ///< and waits for the answer
    std::string tag_;                     ///< of the command that is answered
    Work work_;
    std::optional<imap::Tagged> ending_;
    imap::RequestReader reader_;
    imap_server::Login& login_;
    std::string_view greeting_;
    std::string from_;
    Clock::time_point ends_ = Clock::time_point::max(); ///< with its token
    std::uint32_t login_failures_ = 0;
    Mechanism mechanism_ = Mechanism::plain; ///< of the latest attempt
    bool challenged_ = false;                ///< a line answers AUTHENTICATE
    bool refused_ = false; ///< that line is the dummy, and then NO
};
