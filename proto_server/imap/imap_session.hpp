#pragma once

#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "proto_server/imap/answer.hpp"
#include "proto_server/imap/entry/entry.hpp"
#include "proto_server/imap/home/home.hpp"
#include "proto_server/imap/speaker.hpp"

#include <memory>
#include <optional>

namespace imap_server {

/// The server's end of a conversation in IMAP4rev1, RFC 3501; or in IMAP4rev2,
/// RFC 9051, from when the client enables it.
///
/// Theory of operation
///
/// States. RFC 3501 §3 has three, and each is a class with the commands that
/// are allowed in it: `Entry` before login, `Home` after it, and `Selected`,
/// which a `Home` has while a mailbox is selected. There is an `entry_` or a
/// `home_`, and never both. The session itself answers what is allowed in any
/// state.
///
/// Requests. The reader cuts octets into requests. For each the session makes
/// an `Answer` and has the state answer. While there is an answer, `receive`
/// takes nothing. Two commands go on with a line of the client, AUTHENTICATE
/// and IDLE: their state keeps the tag, the answer is dropped, and the line
/// gets an answer of its own.
///
/// Turns. `go_on` does one portion: of the answer's work, then the news of the
/// mailbox, then the end; see answer.hpp.
///
/// Waiting. The session waits for `output()` to be taken, when there is no
/// room, for the result of a login, and for a job. The last two wake it, and so
/// does the mailbox that it watches, which knows what a job has done before the
/// session does: so the news come before the end. `tick` does nothing but what
/// is a matter of time.
///
/// Memory. An idle session has no answer and no entry, and nothing in its
/// buffers. It holds at most one large message: that of an APPEND, from its
/// announcement to the end of the command, or that of a FETCH, until its client
/// has taken it. For each it takes octets from the user's budget, or refuses
/// with NO [LIMIT].
class ImapSession : public Speaker {
public:
    /// `from` is the client's address, for the login. `tls_on` is true where
    /// the conversation is enciphered from the first octet.
    explicit ImapSession(const Service& service, std::string from = {},
                         bool tls_on = false)
        : Speaker(service),
          entry_(std::make_unique<Entry>(service, std::move(from), tls_on)) {
        reader_.ask(held);
    }

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    bool go_on(Clock::time_point now) override;
    void tick(Clock::time_point now) override;
    void mailbox_changed() override;
    void say_bye(std::string_view why) override;
    void tls_started() override;
    Standing standing() const override;

private:
    // requests.cpp
    void answer(const imap::RequestReader::Event& event);
    void answer_rejected(const imap::RequestReader::Event& event);
    void answer_line(std::string_view line);
    void answer_request(std::string_view text);
    void answer(imap::Command command);
    Answer& begin_answer(std::string tag, bool may_expunge);
    void drop_if_put_off();
    // any_state.cpp
    void answer(const imap::Capability&);
    void answer(const imap::Noop&);
    void answer(const imap::Logout&);
    void answer(const imap::Id&);

    bool finish_login(Clock::time_point now);
    void let_in(const LoggedIn& client);
    bool tell_news(bool may_expunge);
    void end_answer();
    Selected* selected() { return home_ ? home_->selected() : nullptr; }
    bool idling() const { return home_ && home_->idling(); }
    /// True if the client idles, and is to be told more when there is room.
    bool cut_off() { return idling() && selected() && selected()->cut_off(); }
    std::vector<std::string> capabilities() const;

    // The members that every push reads stand first: they share cache lines.
    std::optional<Home> home_;       ///< from login on
    std::unique_ptr<Entry> entry_;   ///< until then
    std::unique_ptr<Answer> answer_; ///< while a command is being answered
    Clock::time_point last_heard_, last_sign_;
    Clock::time_point ends_ = Clock::time_point::max(); ///< with its token
    imap::RequestReader reader_;
};

} // namespace imap_server
