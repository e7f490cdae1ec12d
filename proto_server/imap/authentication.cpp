#include "common/framing/base64.hpp"
#include "proto_server/imap/imap_session.hpp"

#include <algorithm>
#include <initializer_list>

namespace imap_server {

// RFC 3501 §6.2: commands of the not authenticated state.

/// Every capability that is named works. Those that need an account are not
/// named before there is one, except IDLE: some clients ask only then.
///
/// IMAP4rev2 has literals without waiting up to 4096 octets, "unless otherwise
/// specified in an extension" (RFC 9051 §4.3), and LITERAL+ is one that has
/// them of any size. LITERAL- would say less, and may not stand beside it
/// (RFC 7888 §5). Of BINARY only the FETCH items are there, by IMAP4rev2.
std::vector<std::string> ImapSession::capabilities() const {
    std::vector<std::string> names{"IMAP4rev1", "IMAP4rev2", "LITERAL+",
                                   "ID",        "IDLE",      "ENABLE"};
    const auto add = [&](std::initializer_list<const char*> more) {
        names.insert(names.end(), more.begin(), more.end());
    };
    if (account_)
        add({"NAMESPACE", "UIDPLUS", "UNSELECT", "MOVE", "CHILDREN",
             "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "ESEARCH",
             "SEARCHRES", "STATUS=SIZE"});
    if (account_ && options_.utf8_accept) add({"UTF8=ACCEPT"});
    if (!account_ && tls_.offered && !tls_.on) add({"STARTTLS"});
    if (!account_ && login_disabled()) add({"LOGINDISABLED"});
    if (!account_ && !login_disabled()) {
        add({"SASL-IR", "AUTH=PLAIN"});
        if (login_.takes_tokens()) add({"AUTH=XOAUTH2", "AUTH=OAUTHBEARER"});
    }
    return names;
}

/// RFC 3501 §6.2.1. What stands behind it in plain text is thrown away, for
/// anyone may have put it there.
void ImapSession::answer(const imap::StartTls&) {
    if (tls_.on) return bad("TLS is on already");
    if (!tls_.offered) return bad("there is no TLS here");
    tls_after_ = true;
    ok("begin TLS now");
}

void ImapSession::tls_started() {
    Session::tls_started();
    tls_.on = true;
}

Session::Standing ImapSession::standing() const {
    if (account_) return Standing::known;
    const bool in_check = pending_login_ && !pending_login_->has_value();
    return in_check ? Standing::in_check : Standing::unknown;
}

/// RFC 5530 §3
void ImapSession::refuse_plaintext() {
    no(tls_.offered ? "others can hear this: STARTTLS first"
                    : "others can hear this: connect to the port for TLS",
       imap::Code{"PRIVACYREQUIRED", {}});
}

void ImapSession::answer(const imap::Login& login) {
    if (login_disabled()) return refuse_plaintext();
    mechanism_ = Mechanism::plain;
    start_login(login.user, login.password);
}

/// RFC 4422 over RFC 4959: with or without the initial response.
void ImapSession::answer(const imap::Authenticate& authenticate) {
    if (login_disabled()) return refuse_plaintext();
    const auto known = find_mechanism(authenticate.mechanism);
    if (!known || (*known != Mechanism::plain && !login_.takes_tokens()))
        return no("there is no such mechanism; CAPABILITY names those there "
                  "are",
                  imap::Code{"CANNOT", {}});
    mechanism_ = *known;
    refused_ = false;
    const auto& initial = authenticate.initial_response;
    if (!initial) return challenge({});
    answer_challenge(*initial == "=" ? "" : *initial);
}

void ImapSession::challenge(std::string_view octets) {
    challenged_ = true;
    reader_.expect_lines(true);
    say(imap::Continuation{framing::encode_base64(octets)});
}

void ImapSession::end_challenge() {
    challenged_ = false;
    reader_.expect_lines(false);
}

void ImapSession::answer_challenge(std::string_view base64) {
    end_challenge();
    if (base64 == "*" || refused_) {
        if (base64 == "*")
            bad("AUTHENTICATE cancelled");
        else // the dummy response, RFC 7628 §3.2.3
            refuse_credentials();
        return limit_failures();
    }
    const auto sent = framing::decode_base64(base64);
    if (!sent) return bad("expected base64");
    const auto shown = read_credentials(mechanism_, *sent);
    if (!shown && mechanism_ == Mechanism::plain) return bad(shown.error());
    if (!shown) return refuse_token(TokenFault::malformed);
    if (!shown->authzid.empty() && shown->authzid != shown->user)
        return no("nobody may act for another",
                  imap::Code{"AUTHORIZATIONFAILED", {}});
    start_login(shown->user, shown->secret);
}

/// The command waits for the result, and so does what the client sends
/// meanwhile: a client that guesses makes one guess at a time.
void ImapSession::start_login(std::string_view user, std::string_view secret) {
    pending_login_ = login_.check(
        {user, secret, mechanism_ != Mechanism::plain, from_, waker()});
}

void ImapSession::finish_login(Clock::time_point now) {
    if (!pending_login_->has_value()) return;
    const auto& known = **pending_login_;
    const bool wrong =
        !known && known.error().kind == mail::Failure::Kind::not_allowed;
    if (wrong && now < last_heard_ + penalty(known.error().failures))
        return; // until a tick()
    const auto result = **std::exchange(pending_login_, {});
    if (wrong) {
        ++login_failures_;
        return refuse_token(TokenFault::invalid);
    }
    if (!result)
        return no(result.error().what,
                  imap::Code{result.error().kind == mail::Failure::Kind::limit
                                 ? "LIMIT"
                                 : "UNAVAILABLE",
                             {}});
    account_ = result->account;
    if (result->time_left) ends_ = last_heard_ + *result->time_left;
    reader_.allow_messages(true);
    held_.use(result->budget);
    // A server that was killed may have left removed folders behind.
    work_ = [account = account_] { return account->sweep(); };
    ok("logged in", imap::capability_code(capabilities()));
}

/// The time from a failed login to its answer. It doubles each time, on this
/// connection and from one to the next. Who has the right password waits for
/// none of this.
Clock::duration ImapSession::penalty(std::uint32_t failures) const {
    auto delay = options_.login_delay;
    for (auto n = std::max(login_failures_, failures);
         n > 0 && delay < longest_login_delay; --n)
        delay *= 2;
    return std::min(delay, longest_login_delay);
}

/// Refuses a token. The server first sends the error as JSON; the client must
/// answer that, and then the server says NO. RFC 7628 §3.2.2
void ImapSession::refuse_token(TokenFault fault) {
    if (mechanism_ != Mechanism::plain) {
        refused_ = true;
        return challenge(token_error(mechanism_, fault));
    }
    refuse_credentials();
    limit_failures();
}

void ImapSession::refuse_credentials() {
    no(mechanism_ == Mechanism::plain ? "wrong user name or password"
                                      : "wrong user name or token",
       imap::Code{"AUTHENTICATIONFAILED", {}});
}

void ImapSession::limit_failures() {
    if (login_failures_ >= limits::login_failures)
        end_with_bye("too many failed logins");
}

} // namespace imap_server
