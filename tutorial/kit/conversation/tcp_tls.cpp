#include "tutorial/kit/conversation/tcp_conversation.hpp"

namespace kit {

// How TLS begins: before the player is told of the connection, or at the step
// `!tls` of its file.

using namespace std::chrono_literals;

namespace {

/// The time for an answer, and for a handshake.
constexpr auto patience = 10s;

/// Returns the first line of `text` that begins with `begin`, without its end.
std::optional<std::string> whole_line(std::string_view text,
                                      std::string_view begin) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == text.npos) break;
        auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with(begin)) return std::string(line);
    }
    return std::nullopt;
}

} // namespace

std::optional<PlayEnd> TcpConversation::start_tls(const SharedPeer& peer) {
    std::string greeting;
    if (tls_->when == TlsClient::When::starttls) {
        peer->asking = true;
        if (auto ended = ask_for_tls(peer, greeting)) return ended;
        peer->asking = false;
    }
    if (auto ended = shake_hands(peer)) return ended;
    if (!greeting.empty()) receive(*peer, greeting + "\r\n");
    return std::nullopt;
}

/// The lines before this step have asked for TLS, in plain text.
std::optional<PlayEnd> TcpConversation::act(const transcript::BeginTls& tls) {
    const auto peer = peers_.find(tls.connection);
    if (peer == peers_.end()) return std::nullopt; // it hung up
    const auto held = peer->second;
    if (held->filter) return Impossible{"TLS is on already"};
    return shake_hands(held);
}

std::optional<PlayEnd> TcpConversation::shake_hands(const SharedPeer& peer) {
    peer->filter =
        std::make_unique<net::TlsFilter>(tls_->context, server_.host);
    const auto& filter = *peer->filter;
    peer->filter->start();
    send_cipher(peer);
    const auto over = [&] {
        return filter.handshake_done() || !filter.error().empty() ||
               !peer->socket.is_open();
    };
    run_until(Clock::now() + patience, over);
    if (interrupted_) return Interrupted{};
    if (filter.handshake_done() && filter.error().empty()) return std::nullopt;
    if (!peer->socket.is_open()) peer->filter->end_of_stream();
    const auto why = filter.error().empty()
                         ? "the handshake was not done within 10 s"
                         : filter.error();
    return Impossible{"no TLS with " + print(server_) + ": " + why};
}

/// Asks for TLS, RFC 3501 §6.2.1. The greeting comes in plain text, once. What
/// follows the OK in plain text may come from anybody, and is thrown away.
std::optional<PlayEnd> TcpConversation::ask_for_tls(const SharedPeer& peer,
                                                    std::string& greeting) {
    const auto await = [&](std::string_view begin) {
        std::optional<std::string> line;
        run_until(Clock::now() + patience, [&] {
            line = whole_line(peer->before, begin);
            return line || !peer->socket.is_open();
        });
        return line;
    };
    const auto hello = await("* ");
    if (interrupted_) return Interrupted{};
    if (!hello || !hello->starts_with("* OK"))
        return Impossible{"no STARTTLS: the server's greeting is " +
                          hello.value_or("missing")};
    greeting = *hello;
    peer->before.clear();
    peer->out += "k0 STARTTLS\r\n";
    send_more(peer);
    const auto answer = await("k0 ");
    if (interrupted_) return Interrupted{};
    if (!answer || !answer->starts_with("k0 OK"))
        return Impossible{"no STARTTLS: the server's answer is " +
                          answer.value_or("missing")};
    return std::nullopt;
}

void TcpConversation::send_cipher(const SharedPeer& peer) {
    peer->out += peer->filter->take_cipher();
    send_more(peer);
}

} // namespace kit
