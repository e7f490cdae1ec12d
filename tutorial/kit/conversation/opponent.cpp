#include "tutorial/kit/conversation/opponent.hpp"

#include "common/transcript/unbound.hpp"
#include "tutorial/kit/conversation/own_mailbox.hpp"
#include "tutorial/kit/conversation/side_door.hpp"
#include "tutorial/kit/conversation/varied_names.hpp"

namespace kit {

using namespace transcript;

namespace {

constexpr auto takes_time =
    "the file waits (!wait), and only in memory a clock can be turned forward";

std::optional<std::string> not_given(const Transcript& transcript,
                                     const Opponent& opponent) {
    const auto unbound =
        unbound_names(transcript, Side::client,
                      names_for(transcript, Side::client, opponent));
    if (unbound.empty()) return std::nullopt;
    return "<" + *unbound.begin() + "> has no value; give --set " +
           *unbound.begin() + "=...";
}

/// The reason why `transcript` and `tls` disagree about where TLS begins.
std::optional<std::string> no_tls(const Transcript& transcript,
                                  const std::optional<TlsClient>& tls) {
    const bool in_file = tls && tls->when == TlsClient::When::in_file;
    if (!has_step<BeginTls>(transcript)) {
        if (!in_file) return std::nullopt;
        return "--ca alone is for files that say !tls; give --tls or "
               "--starttls";
    }
    if (!tls) return "TLS begins in the file (!tls); give --ca";
    if (!in_file) return "TLS begins in the file (!tls); give --ca alone";
    return std::nullopt;
}

std::optional<std::string> as_server(const Transcript& transcript) {
    if (has_step<Wait>(transcript)) return takes_time;
    if (has_step<BeginTls>(transcript))
        return "TLS begins in the file (!tls), and kit serve has no TLS";
    return std::nullopt;
}

std::optional<std::string> in_memory(const Transcript& transcript) {
    if (transcript.max_clients)
        return "in memory nothing limits the clients (@max-clients); give "
               "--server";
    return std::nullopt;
}

} // namespace

Names names_for(const Transcript& transcript, Side ours,
                const Opponent& opponent) {
    auto found = opponent.names;
    found.merge(varied_names(transcript, opponent.seed));
    const bool makes_it = ours == Side::client; // else the peer names it
    if (makes_it && says_name(transcript, "mailbox") &&
        !found.contains("mailbox"))
        found["mailbox"] = fresh_mailbox();
    if (opponent.in_memory()) {
        found.try_emplace("user", "anna");
        found.try_emplace("password", "secret");
    }
    return found;
}

std::optional<std::string> why_not_checked(const Transcript& transcript,
                                           Side ours,
                                           const Opponent& opponent) {
    if (ours == Side::server) return as_server(transcript);
    const bool toy = transcript.protocol == Protocol::toy;
    if (auto why = not_given(transcript, opponent)) return why;
    if (opponent.in_memory()) return in_memory(transcript);
    if (has_step<Wait>(transcript)) return takes_time;
    if (has_step<Deliver>(transcript) && !toy)
        return "!deliver needs the toy's side door";
    if (auto why = no_tls(transcript, opponent.tls)) return why;
    const auto* server = std::get_if<net::Address>(&opponent.who);
    if (!server) return std::nullopt;
    if (transcript.autologout || transcript.keepalive || transcript.max_clients)
        return "the file asks for a server with options; give --server";
    if (transcript.mailbox && toy)
        return other_mailbox(*server, *transcript.mailbox);
    return std::nullopt;
}

} // namespace kit
