#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ssl_st; // OpenSSL's SSL

/// A client that sends one command at a time and waits for its answer. If
/// something fails, it ends the program and says why.
class Conversation {
public:
    /// Connects, with TLS from the first octet if `tls`; no certificate is
    /// checked.
    explicit Conversation(std::uint16_t port, bool tls = false);
    Conversation(Conversation&& other) noexcept;
    Conversation(const Conversation&) = delete;
    ~Conversation();

    void send(std::string_view text);

    /// Receives octets into `buffer` and returns them.
    std::string_view receive(std::span<char> buffer);

    /// Waits until the last line that has come begins with `until`. Returns
    /// everything that came.
    std::string wait(std::string_view until);

    /// Calls send() and then wait().
    std::string ask(std::string_view text, std::string_view until);

    int socket() const { return socket_; }

private:
    int socket_;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> tls_; ///< null without TLS
};
