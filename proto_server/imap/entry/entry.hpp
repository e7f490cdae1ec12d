#pragma once

#include "common/imap/requests/command.hpp"
#include "proto_server/imap/answer.hpp"
#include "proto_server/imap/entry/sasl.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap_server {

/// A client that has not logged in: the not authenticated state of RFC 3501
/// §3.1, with the commands of §6.2. It ends when the client is let in, and what
/// is kept here is freed then.
class Entry {
public:
    /// `from` is the client's address, for the login.
    Entry(const Service& service, std::string from, bool tls_on)
        : service_(service), from_(std::move(from)), tls_on_(tls_on) {}

    void answer(const imap::StartTls&, Answer& answer);
    void answer(const imap::Login& login, Answer& answer);
    void answer(const imap::Authenticate& authenticate, Answer& answer);

    /// True if the client's next line goes on with its AUTHENTICATE.
    bool challenged() const { return !tag_.empty(); }
    /// Ends the challenge, and returns the tag of the AUTHENTICATE.
    std::string end_challenge() { return std::exchange(tag_, {}); }
    /// Answers the line that goes on with AUTHENTICATE; or says that it was too
    /// long. The challenge has ended.
    void answer_line(std::string_view base64, Answer& answer);
    void refuse_long_line(Answer& answer);

    /// True from when a login begins until its result is told.
    bool has_login() const { return pending_login_ != nullptr; }
    /// True until the result of the login is there.
    bool in_check() const {
        return pending_login_ && !pending_login_->has_value();
    }
    /// Takes the result of a login that began `waited` ago. If the client is
    /// let in, it returns the account; the caller ends the command. Otherwise
    /// the command ends with NO. If the result is not there yet, or the client
    /// is to wait for it longer, nothing happens.
    std::optional<LoggedIn> take_result(Clock::duration waited, Answer& answer);

    void tls_started() { tls_on_ = true; }
    std::vector<std::string> capabilities() const;

private:
    bool login_disabled() const { return service_.tls.needed && !tls_on_; }
    void refuse_plaintext(Answer& answer) const;
    void challenge(std::string_view octets, Answer& answer);
    void start_login(std::string_view user, std::string_view secret,
                     Answer& answer);
    Clock::duration penalty(std::uint32_t failures) const;
    void refuse_token(TokenFault fault, Answer& answer);
    void refuse_credentials(Answer& answer) const;
    void limit_failures(Answer& answer) const;

    const Service& service_;
    std::string from_;
    std::string tag_; ///< of the AUTHENTICATE that waits for a line; or empty
    Login::PendingLogin pending_login_;
    std::uint32_t failures_ = 0;
    Mechanism mechanism_ = Mechanism::plain; ///< of the latest attempt
    bool refused_ = false; ///< the line is the dummy, and then NO
    bool tls_on_;
};

} // namespace imap_server
