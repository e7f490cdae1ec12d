#include "proto_server/imap/entry/entry.hpp"

#include "common/framing/base64.hpp"
#include "proto_server/imap/capabilities.hpp"

#include <algorithm>

namespace imap_server {

// [start-tls]
/// RFC 3501 §6.2.1. What stands behind it in plain text is thrown away, for
/// anyone may have put it there.
void Entry::answer(const imap::StartTls&, Answer& answer) {
    if (tls_on_) return answer.bad("TLS is on already");
    if (!service_.tls.offered) return answer.bad("there is no TLS here");
    answer.end_with_tls();
    answer.ok("begin TLS now");
}
// [/start-tls]

// [refuse-plaintext]
/// RFC 5530 §3
void Entry::refuse_plaintext(Answer& answer) const {
    answer.no(service_.tls.offered
                  ? "others can hear this: STARTTLS first"
                  : "others can hear this: connect to the port for TLS",
              imap::Code{"PRIVACYREQUIRED", {}});
}
// [/refuse-plaintext]

void Entry::answer(const imap::Login& login, Answer& answer) {
    if (login_disabled()) return refuse_plaintext(answer);
    mechanism_ = Mechanism::plain;
    start_login(login.user, login.password, answer);
}

/// RFC 4422 over RFC 4959: with or without the initial response.
void Entry::answer(const imap::Authenticate& authenticate, Answer& answer) {
    if (login_disabled()) return refuse_plaintext(answer);
    const auto known = find_mechanism(authenticate.mechanism);
    if (!known ||
        (*known != Mechanism::plain && !service_.login.takes_tokens()))
        return answer.no("there is no such mechanism; CAPABILITY names those "
                         "there are",
                         imap::Code{"CANNOT", {}});
    mechanism_ = *known;
    refused_ = false;
    const auto& initial = authenticate.initial_response;
    if (!initial) return challenge({}, answer);
    answer_line(*initial == "=" ? "" : *initial, answer);
}

// [challenge]
void Entry::challenge(std::string_view octets, Answer& answer) {
    tag_ = answer.put_off();
    answer.say(imap::Continuation{framing::encode_base64(octets)});
}
// [/challenge]

void Entry::answer_line(std::string_view base64, Answer& answer) {
    if (base64 == "*" || refused_) {
        if (base64 == "*")
            answer.bad("AUTHENTICATE cancelled");
        else // the dummy response, RFC 7628 §3.2.3
            refuse_credentials(answer);
        return limit_failures(answer);
    }
    const auto sent = framing::decode_base64(base64);
    if (!sent) return answer.bad("expected base64");
    const auto shown = read_credentials(mechanism_, *sent);
    if (!shown && mechanism_ == Mechanism::plain)
        return answer.bad(shown.error());
    if (!shown) return refuse_token(TokenFault::malformed, answer);
    if (!shown->authzid.empty() && shown->authzid != shown->user)
        return answer.no("nobody may act for another",
                         imap::Code{"AUTHORIZATIONFAILED", {}});
    start_login(shown->user, shown->secret, answer);
}

void Entry::refuse_long_line(Answer& answer) {
    answer.bad("the response is too long");
    limit_failures(answer);
}

/// The command waits for the result, and so does what the client sends
/// meanwhile: a client that guesses makes one guess at a time.
void Entry::start_login(std::string_view user, std::string_view secret,
                        Answer& answer) {
    pending_login_ =
        service_.login.check({user, secret, mechanism_ != Mechanism::plain,
                              from_, answer.speaker().waker()});
}

std::optional<LoggedIn> Entry::take_result(Clock::duration waited,
                                           Answer& answer) {
    if (in_check()) return std::nullopt;
    const auto& known = **pending_login_;
    const bool wrong =
        !known && known.error().kind == mail::Failure::Kind::not_allowed;
    if (wrong && waited < penalty(known.error().failures))
        return std::nullopt; // until a tick()
    const auto result = **std::exchange(pending_login_, {});
    if (result) return *result;
    if (wrong) {
        ++failures_;
        refuse_token(TokenFault::invalid, answer);
    } else {
        const bool limit = result.error().kind == mail::Failure::Kind::limit;
        answer.no(result.error().what,
                  imap::Code{limit ? "LIMIT" : "UNAVAILABLE", {}});
    }
    return std::nullopt;
}

/// The time from a failed login to its answer. It doubles each time, on this
/// connection and from one to the next. Who has the right password waits for
/// none of this.
Clock::duration Entry::penalty(std::uint32_t failures) const {
    auto delay = service_.options.login_delay;
    for (auto n = std::max(failures_, failures);
         n > 0 && delay < longest_login_delay; --n)
        delay *= 2;
    return std::min(delay, longest_login_delay);
}

// [refuse-token]
/// Refuses a token. The server first sends the error as JSON; the client must
/// answer that, and then the server says NO. RFC 7628 §3.2.2
void Entry::refuse_token(TokenFault fault, Answer& answer) {
    if (mechanism_ != Mechanism::plain) {
        refused_ = true;
        return challenge(token_error(mechanism_, fault), answer);
    }
    refuse_credentials(answer);
    limit_failures(answer);
}
// [/refuse-token]

void Entry::refuse_credentials(Answer& answer) const {
    answer.no(mechanism_ == Mechanism::plain ? "wrong user name or password"
                                             : "wrong user name or token",
              imap::Code{"AUTHENTICATIONFAILED", {}});
}

void Entry::limit_failures(Answer& answer) const {
    if (failures_ >= limits::login_failures)
        answer.end_with_bye("too many failed logins");
}

std::vector<std::string> Entry::capabilities() const {
    return capabilities_at_entry(service_, tls_on_);
}

} // namespace imap_server
