#include "tutorial/kit/conversation/play_one.hpp"

#include "common/transcript/memory.hpp"
#include "common/transcript/unbound.hpp"
#include "tutorial/kit/conversation/free_port.hpp"
#include "tutorial/kit/conversation/imap_world.hpp"
#include "tutorial/kit/conversation/own_mailbox.hpp"
#include "tutorial/kit/conversation/side_door.hpp"
#include "tutorial/kit/conversation/toy_world.hpp"
#include "tutorial/kit/system/process.hpp"

#include <memory>

using namespace transcript;

namespace {

/// Those of `opponent`, with a mailbox if the transcript wants one.
Names names(const Transcript& transcript, const Opponent& opponent) {
    auto found = opponent.names;
    if (says_name(transcript, "mailbox") && !found.contains("mailbox"))
        found["mailbox"] = fresh_mailbox();
    if (opponent.in_memory()) {
        found.try_emplace("user", "anna");
        found.try_emplace("password", "secret");
    }
    return found;
}

std::optional<std::string> not_given(const Transcript& transcript,
                                     const Opponent& opponent) {
    const auto unbound =
        unbound_names(transcript, Side::client, names(transcript, opponent));
    if (unbound.empty()) return std::nullopt;
    return "nobody says what <" + *unbound.begin() + "> is; give --set " +
           *unbound.begin() + "=...";
}

/// Why TLS would not be where `transcript` and `tls` want it.
std::optional<std::string> no_tls(const Transcript& transcript,
                                  const std::optional<TlsClient>& tls) {
    const bool in_file = tls && tls->when == TlsClient::When::in_file;
    if (!has_step<BeginTls>(transcript)) {
        if (!in_file) return std::nullopt;
        return "--ca alone is for files that say !tls; give --tls or "
               "--starttls";
    }
    if (!tls) return "TLS begins in it (!tls); give --ca";
    if (!in_file) return "TLS begins in it (!tls); give --ca alone";
    return std::nullopt;
}

std::unique_ptr<World> world(const Transcript& transcript, const Names& names) {
    if (transcript.protocol == Protocol::toy)
        return std::make_unique<ToyWorld>(transcript);
    return std::make_unique<ImapWorld>(transcript, names);
}

Outcome in_memory(const Transcript& transcript, const Names& names, Cut cut,
                  LiveWire* live) {
    Player player(transcript, Side::client, cut, names);
    if (auto mismatch = play_in_memory(player, *world(transcript, names), live))
        return std::move(*mismatch);
    return Passed{};
}

std::string options(const Transcript& transcript) {
    std::string text;
    const auto add = [&](const char* name, const auto& value) {
        if (value) text += name + std::to_string(*value);
    };
    const auto count = [](const auto& time) {
        return time ? std::optional(time->count()) : std::nullopt;
    };
    add(" --autologout ", count(transcript.autologout));
    add(" --keepalive ", count(transcript.keepalive));
    add(" --max-clients ", transcript.max_clients);
    add(" --messages ", transcript.mailbox);
    return text;
}

Outcome own_server(const Transcript& transcript, const Opponent& opponent,
                   Player& player, LiveWire* live, std::string& said) {
    const FreePort port;
    const net::Address where{"127.0.0.1", port.number()};
    const auto with_port =
        replaced(opponent.command, "port", std::to_string(where.port));
    Process server(replaced(with_port, "options", options(transcript)));
    TcpConversation tcp(player, live, opponent.tls);
    auto outcome = tcp.play_client(where, [&]() -> std::optional<std::string> {
        const auto how = server.ended();
        if (how) return "the server " + *how + " before it listened";
        return std::nullopt;
    });
    said = server.said();
    return outcome;
}

} // namespace

std::optional<std::string> not_checked(const Transcript& transcript,
                                       const Opponent& opponent) {
    const bool toy = transcript.protocol == Protocol::toy;
    if (auto why = not_given(transcript, opponent)) return why;
    if (opponent.in_memory() && transcript.max_clients)
        return "in memory there is no door to close; give --server";
    if (opponent.in_memory()) return std::nullopt;
    if (has_step<Wait>(transcript))
        return "time passes in it (!wait), and only in memory it can be turned";
    if (has_step<Deliver>(transcript) && !toy)
        return "!deliver needs the toy's side door";
    if (auto why = no_tls(transcript, opponent.tls)) return why;
    if (!opponent.server) return std::nullopt;
    if (transcript.autologout || transcript.keepalive || transcript.max_clients)
        return "it wants a server with options of its own; give --server";
    if (transcript.mailbox && toy)
        return other_mailbox(*opponent.server, *transcript.mailbox);
    return std::nullopt;
}

Outcome play_one(const Transcript& transcript, const Opponent& opponent,
                 Cut cut, LiveWire* live, std::string& said) {
    const auto given = names(transcript, opponent);
    if (opponent.in_memory()) return in_memory(transcript, given, cut, live);
    Player player(transcript, Side::client, cut, given);
    if (!opponent.server)
        return own_server(transcript, opponent, player, live, said);
    TcpConversation tcp(player, live, opponent.tls);
    auto outcome = tcp.play_client(*opponent.server, {});
    if (std::holds_alternative<Mismatch>(outcome) && given.contains("mailbox"))
        if (const auto why =
                remove_mailbox(*opponent.server, opponent.tls, given))
            said += *why + '\n';
    return outcome;
}
