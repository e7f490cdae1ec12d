#pragma once

#include "proto_client/imap/imap_client.hpp"

#include <string>

namespace imap_client {

/// The name and the secret that a client shows to be let in.
struct Credentials {
    std::string user, secret;
    bool token = false; ///< the secret is a bearer token, and no password
};

/// Logs in by the best way that the server offers: a token by OAUTHBEARER or
/// XOAUTH2, a password by AUTHENTICATE PLAIN or LOGIN. The server may offer
/// more afterwards, so its capabilities are asked for again unless it has told
/// them. Only then `on_result` is called.
///
/// If a token was refused and the server has said why, that is a Continuation
/// in the data of the reply.
///
/// State: not authenticated. RFC 3501 §6.2, RFC 4959, RFC 7628
void log_in(ImapClient& client, const Credentials& credentials,
            OnResult on_result);

/// LOGIN. No other command may be in flight, because what is allowed behind it
/// depends on its outcome.
class Login : public Exchange {
public:
    Login(imap::Command command, OnResult on_result)
        : Exchange(std::move(command), std::move(on_result)) {}

    void sent(Known& known) override { known.capabilities.reset(); }
    bool alone() const override { return true; }
    void ended(Known& known, const Result& result) override;
};

/// AUTHENTICATE. The first `+` wants the answer, unless that went with the
/// command (RFC 4959). A second one tells why the answer was refused.
class Authenticate : public Login {
public:
    struct Mechanism {
        std::string name;       ///< "PLAIN"
        std::string answer;     ///< in base64
        std::string to_refusal; ///< the line that answers a second `+`
    };
    Authenticate(Mechanism mechanism, bool at_once, OnResult on_result);

    std::optional<std::string> go_ahead(const imap::Continuation& go) override;

private:
    Mechanism mechanism_;
    bool answered_;
};

} // namespace imap_client
