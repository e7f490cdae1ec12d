#pragma once

#include "common/imap/responses/response.hpp"
#include "proto_server/imap/speaker.hpp"
#include "proto_server/mailbox/account.hpp"
#include "proto_server/mailbox/jobs.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap_server {

/// A command that is being answered.
///
/// Theory of operation
///
/// Life. The session makes an answer when a whole command has come, and drops
/// it when the command's end is said. While there is one, the session takes no
/// other command; so a client without a command costs nothing here.
///
/// Parts. A command is answered in three parts, in this order: its data (the
/// work), the news of the mailbox (which the session tells), its end. The state
/// that has the command says nothing at first but data that is short. It sets
/// the work or the end, and the work sets the end at last.
///
/// Portions. The work does one portion in a call: one message, one folder, or a
/// few hundred numbers. Between two portions other sessions run, so everything
/// may have changed: messages may be gone and the mailbox may be deleted.
/// Therefore the work keeps UIDs or the client's numbers, which the view does
/// not change while a command is being answered, and never a reference to a
/// message.
///
/// Tickets. A command that needs the disk waits for a job: `await` makes a
/// ticket, which is empty until the job has filled it. The session then waits,
/// and the job wakes it.
///
/// Lifetime. The work may use the state that set it and this answer: a state
/// ends only by a command, and the session drops the answer before the state.
class Answer {
public:
    /// Does one portion; true if there is more to do.
    using Work = std::function<bool()>;

    /// `account` is null before login. `may_expunge` is false if the news may
    /// have no EXPUNGE.
    Answer(Speaker& speaker, mail::Account* account, std::string tag,
           bool may_expunge)
        : speaker_(speaker), account_(account), tag_(std::move(tag)),
          may_expunge_(may_expunge) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    // The states call these.

    Speaker& speaker() { return speaker_; }
    /// The account of a client that has logged in.
    mail::Account& account() { return *account_; }
    const Service& service() const { return speaker_.service(); }
    const Enabled& enabled() const { return speaker_.enabled; }
    const std::string& tag() const { return tag_; }
    void say(const imap::Response& response) { speaker_.say(response); }

    void work(Work work) { work_ = std::move(work); }

    /// Does `one` for each number, one in each portion.
    void work_on(std::vector<std::uint32_t> numbers,
                 std::function<void(std::uint32_t)> one);

    /// Has the command wait for a result, which the returned function takes;
    /// then the work hands it to `then`.
    template<class Value>
    mail::Done<Value> await(mail::Done<Value> then) {
        struct Filled : Ticket {
            std::optional<mail::Expected<Value>> value;
        };
        const auto ticket = std::make_shared<Filled>();
        ticket_ = ticket;
        work_ = [ticket, then = std::move(then)] {
            then(*std::move(ticket->value));
            return false;
        };
        return [ticket, waker = speaker_.waker()](mail::Expected<Value> value) {
            ticket->value = std::move(value);
            ticket->filled = true;
            const auto session = ticket->wake ? waker.lock() : nullptr;
            if (session) session->wake();
        };
    }

    /// The command ends so, after its work and the news.
    void ok(std::string text, std::optional<imap::Code> code = {});
    void no(std::string text, std::optional<imap::Code> code = {});
    void no(const mail::Failure& failure);
    void bad(std::string text);
    /// Called by the work: the command will end with NO [code] text.
    void fail(std::string code, std::string text);

    /// After the end comes BYE, and the end of all; or TLS.
    void end_with_bye(std::string_view why) { bye_ = why; }
    void end_with_tls() { tls_ = true; }
    /// The mailbox is no longer selected from now on.
    void leave_mailbox() { leaves_ = true; }

    /// The answer goes on when the client has sent a line; a new answer is made
    /// then, with the tag that is returned.
    std::string put_off() {
        is_put_off_ = true;
        return std::move(tag_);
    }

    // The session calls these.

    bool may_expunge() const { return may_expunge_; }
    bool has_work() const { return work_ != nullptr; }
    bool is_put_off() const { return is_put_off_; }
    bool leaves_mailbox() const { return leaves_; }
    bool tls_follows() const { return tls_; }
    std::string_view bye() const { return bye_; }

    /// True from when the command waits for a job until it takes the result.
    bool has_ticket() const { return ticket_ != nullptr; }
    /// True until the job has filled the ticket.
    bool waits() const { return ticket_ && !ticket_->filled; }
    /// Has the job wake the session.
    void wake_when_filled() { ticket_->wake = true; }

    /// Does one portion. To take a result that is there already is none.
    void do_portion();
    void say_end();

private:
    /// Stands for a result that comes later.
    struct Ticket {
        bool filled = false;
        bool wake = false; ///< the session waits already
    };

    void end(imap::Outcome outcome, std::string text,
             std::optional<imap::Code> code);

    Speaker& speaker_;
    mail::Account* account_;
    std::string tag_;
    Work work_;
    std::shared_ptr<Ticket> ticket_; ///< that `work_` needs
    std::optional<imap::Tagged> end_;
    std::string_view bye_; ///< why BYE follows the end; or empty
    bool tls_ = false;     ///< TLS begins after the end
    bool may_expunge_;
    bool leaves_ = false;
    bool is_put_off_ = false;
};

} // namespace imap_server
