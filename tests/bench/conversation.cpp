#include "tests/bench/conversation.hpp"

#include "tests/bench/sockets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace {

constexpr timeval patience{20, 0}; // seconds, after which the run fails

std::string_view last_line(std::string_view text) {
    if (!text.ends_with('\n')) return {};
    text.remove_suffix(1);
    return text.substr(text.rfind('\n') + 1); // npos + 1 is the beginning
}

/// True for "a NO" when the client waits for "a OK".
bool is_refusal(std::string_view line, std::string_view until) {
    if (!until.ends_with(" OK") || until.starts_with('*')) return false;
    return line.starts_with(until.substr(0, until.size() - 2)) &&
           !line.starts_with(until);
}

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

} // namespace

Conversation::Conversation(std::uint16_t port, bool tls)
    : socket_(connect_to_loopback(port)), tls_(nullptr, SSL_free) {
    check(setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience,
                     sizeof patience),
          "setsockopt");
    if (!tls) return;
    static SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    tls_.reset(SSL_new(context));
    SSL_set_fd(tls_.get(), socket_);
    if (SSL_connect(tls_.get()) != 1) fail("TLS could not begin");
}

Conversation::Conversation(Conversation&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), tls_(std::move(other.tls_)) {}

Conversation::~Conversation() {
    if (socket_ >= 0) close(socket_);
}

void Conversation::send(std::string_view text) {
    while (!text.empty()) {
        const auto sent =
            tls_ ? SSL_write(tls_.get(), text.data(),
                             static_cast<int>(text.size()))
                 : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) fail("cannot send");
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string_view Conversation::receive(std::span<char> buffer) {
    const auto size = tls_ ? SSL_read(tls_.get(), buffer.data(),
                                      static_cast<int>(buffer.size()))
                           : recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) fail("the server closed, or says nothing");
    return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string Conversation::wait(std::string_view until) {
    std::string text;
    std::array<char, 4096> buffer;
    while (!last_line(text).starts_with(until)) {
        text += receive(buffer);
        if (is_refusal(last_line(text), until)) fail(text);
    }
    return text;
}

std::string Conversation::ask(std::string_view text, std::string_view until) {
    send(text);
    return wait(until);
}
