#include "tests/bench/conversation.hpp"

#include "tests/bench/sockets.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace {

constexpr timeval patience{20, 0}; // then the run is broken

std::string_view last_line(std::string_view text) {
    if (!text.ends_with('\n')) return {};
    text.remove_suffix(1);
    return text.substr(text.rfind('\n') + 1); // npos + 1 is the beginning
}

} // namespace

Conversation::Conversation(std::uint16_t port)
    : socket_(connect_to_loopback(port)) {
    check(setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience,
                     sizeof patience),
          "setsockopt");
}

Conversation::Conversation(Conversation&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)) {}

Conversation::~Conversation() {
    if (socket_ >= 0) close(socket_);
}

std::string Conversation::ask(std::string_view text, std::string_view until) {
    send(text);
    return wait(until);
}

void Conversation::send(std::string_view text) {
    while (!text.empty()) {
        const auto sent = check(
            ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL), "send");
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string Conversation::wait(std::string_view until) {
    std::string text;
    std::array<char, 4096> buffer;
    while (!last_line(text).starts_with(until)) {
        const auto size = recv(socket_, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            std::fprintf(stderr, "expected a line with %.*s, got %s\n",
                         static_cast<int>(until.size()), until.data(),
                         text.c_str());
            std::exit(1);
        }
        text.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return text;
}
