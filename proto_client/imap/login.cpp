#include "proto_client/imap/login.hpp"

#include "common/framing/base64.hpp"

#include <memory>
#include <utility>

namespace imap_client {

void Login::ended(Known& known, const Result& result) {
    if (result && result->ok()) known.state = Known::State::authenticated;
    Exchange::ended(known, result);
}

Authenticate::Authenticate(Mechanism mechanism, bool at_once,
                           OnResult on_result)
    : Login(imap::Authenticate{mechanism.name,
                               at_once ? std::optional(mechanism.answer)
                                       : std::nullopt},
            std::move(on_result)),
      mechanism_(std::move(mechanism)), answered_(at_once) {}

// [go-ahead]
std::optional<std::string>
Authenticate::go_ahead(const imap::Continuation& go) {
    if (!std::exchange(answered_, true)) return mechanism_.answer + "\r\n";
    imap::Response why = go;
    keep(why);
    return mechanism_.to_refusal + "\r\n";
}
// [/go-ahead]

namespace {

using namespace std::string_literals;

/// `*` cancels. RFC 3501 §6.2.2
Authenticate::Mechanism plain(const Credentials& who) {
    return {"PLAIN",
            framing::encode_base64("\0"s + who.user + "\0"s + who.secret), "*"};
}

// [tokens]
/// RFC 7628 §3.1 and §3.2.3
Authenticate::Mechanism oauthbearer(const Credentials& who) {
    return {"OAUTHBEARER",
            framing::encode_base64("n,a=" + who.user + ",\1auth=Bearer " +
                                   who.secret + "\1\1"),
            "AQ=="};
}

Authenticate::Mechanism xoauth2(const Credentials& who) {
    return {"XOAUTH2",
            framing::encode_base64("user=" + who.user + "\1auth=Bearer " +
                                   who.secret + "\1\1"),
            ""};
}
// [/tokens]

// [best-way]
/// Returns the exchange of the best way to log in, or the reason why there is
/// none.
tl::expected<std::unique_ptr<Exchange>, std::string>
best_way(const Known& known, const Credentials& who, OnResult on_result) {
    const auto by = [&](Authenticate::Mechanism mechanism) {
        return std::make_unique<Authenticate>(std::move(mechanism),
                                              known.offers("SASL-IR"),
                                              std::move(on_result));
    };
    if (who.token && known.offers("AUTH=OAUTHBEARER"))
        return by(oauthbearer(who));
    if (who.token && known.offers("AUTH=XOAUTH2")) return by(xoauth2(who));
    if (who.token)
        return tl::make_unexpected("the server takes no tokens; give a "
                                   "password instead");
    if (known.offers("AUTH=PLAIN")) return by(plain(who));
    if (known.offers("LOGINDISABLED"))
        return tl::make_unexpected(
            "the server takes no password on this connection");
    return std::make_unique<Login>(imap::Login{who.user, who.secret},
                                   std::move(on_result));
}
// [/best-way]

void log_in_now(ImapClient& client, const Credentials& who,
                const OnResult& on_result) {
    auto way = best_way(
        client.known(), who, [&client, on_result](const Result& result) {
            const bool in = result && result->ok();
            if (!in || client.known().capabilities) return on_result(result);
            client.send(imap::Capability{},
                        [=](const Result&) { on_result(result); });
        });
    if (!way) return on_result(tl::make_unexpected(way.error()));
    client.send(std::move(*way));
}

} // namespace

void log_in(ImapClient& client, const Credentials& who, OnResult on_result) {
    if (client.known().capabilities) return log_in_now(client, who, on_result);
    client.send(imap::Capability{},
                [&client, who, on_result](const Result& any) {
                    if (!any) return on_result(any);
                    log_in_now(client, who, on_result);
                });
}

} // namespace imap_client
