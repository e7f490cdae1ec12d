#include "common/imap/base64.hpp"
#include "proto_server/imap/imap_session.hpp"

#include <algorithm>

// RFC 3501 §6.2: who is it?

/// Nothing is named that does not work. What needs an account is not named
/// before there is one, but IDLE is: some clients ask only then.
std::vector<std::string> ImapSession::capabilities() const {
    std::vector<std::string> names{"IMAP4rev1", "LITERAL+", "ID", "IDLE",
                                   "ENABLE"};
    if (!account_ && tls_.offered && !tls_.on) names.push_back("STARTTLS");
    if (!account_ && login_disabled())
        names.push_back("LOGINDISABLED");
    else if (!account_)
        names.insert(names.end(), {"SASL-IR", "AUTH=PLAIN"});
    else
        names.insert(names.end(), {"NAMESPACE", "UIDPLUS", "UNSELECT", "MOVE",
                                   "CHILDREN", "LIST-EXTENDED", "LIST-STATUS",
                                   "SPECIAL-USE", "ESEARCH"});
    return names;
}

/// RFC 3501 §6.2.1. What stands behind it in plain text is thrown away, for
/// anyone may have put it there.
void ImapSession::answer(const imap::StartTls&) {
    if (tls_.on) return bad("TLS is on already");
    if (!tls_.offered) return bad("there is no TLS here");
    want_tls();
    ok("begin TLS now");
}

void ImapSession::tls_started() {
    Session::tls_started();
    tls_.on = true;
}

/// RFC 5530 §3
void ImapSession::no_privacy() {
    no(tls_.offered ? "others can hear this: STARTTLS first"
                    : "others can hear this: connect to the port for TLS",
       imap::Code{"PRIVACYREQUIRED", {}});
}

void ImapSession::answer(const imap::Login& login) {
    if (login_disabled()) return no_privacy();
    ask_in(login.user, login.password);
}

/// RFC 4616 over RFC 4959: "PLAIN", with or without the initial response.
void ImapSession::answer(const imap::Authenticate& authenticate) {
    if (login_disabled()) {
        no_privacy();
    } else if (authenticate.mechanism != "PLAIN") {
        no("there is only PLAIN", imap::Code{"CANNOT", {}});
    } else if (authenticate.initial_response) {
        answer_challenge(*authenticate.initial_response);
    } else {
        reader_.expect_lines(true);
        say(imap::Continuation{});
    }
}

/// message = [authzid] NUL authcid NUL passwd   RFC 4616 §2
void ImapSession::answer_challenge(std::string_view base64) {
    reader_.expect_lines(false);
    if (base64 == "*") return bad("AUTHENTICATE cancelled");
    const auto message = imap::decode_base64(base64);
    if (!message) return bad("expected base64");
    const auto first = message->find('\0');
    const auto second =
        first == message->npos ? first : message->find('\0', first + 1);
    if (second == message->npos) return bad("expected two NULs");
    const auto text = std::string_view(*message);
    const auto other = text.substr(0, first);
    const auto user = text.substr(first + 1, second - first - 1);
    if (!other.empty() && other != user)
        return no("nobody may act for another",
                  imap::Code{"AUTHORIZATIONFAILED", {}});
    ask_in(user, text.substr(second + 1));
}

/// The command waits for the answer, and what the client sends meanwhile too.
void ImapSession::ask_in(std::string_view user, std::string_view password) {
    asked_in_ = login_.check(user, password);
    let_in();
}

void ImapSession::let_in() {
    if (!asked_in_->has_value()) return;
    auto account = **std::exchange(asked_in_, {});
    if (account) {
        account_ = *std::move(account);
        reader_.allow_messages(true);
        return ok("logged in", imap::capability_code(capabilities()));
    }
    if (account.error().kind != mail::Failure::Kind::not_allowed)
        return no(account.error().what, imap::Code{"UNAVAILABLE", {}});
    no("wrong user name or password", imap::Code{"AUTHENTICATIONFAILED", {}});
    if (++login_failures_ >= imap_server::limits::login_failures)
        say_bye("too many wrong passwords");
}
