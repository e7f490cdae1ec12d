#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct ssl_st; // OpenSSL's SSL

/// A client that says one thing at a time and waits for its answer. What fails
/// ends the program with the reason.
class Conversation {
public:
    /// With TLS from the first octet if `tls`; no certificate is checked.
    explicit Conversation(std::uint16_t port, bool tls = false);
    Conversation(Conversation&& other) noexcept;
    Conversation(const Conversation&) = delete;
    ~Conversation();

    void send(std::string_view text);

    /// What comes next, in `buffer`.
    std::string_view receive(std::span<char> buffer);

    /// Waits for a line that begins with `until` and is the last that came.
    /// Returns all that came.
    std::string wait(std::string_view until);

    /// send() and wait().
    std::string ask(std::string_view text, std::string_view until);

    int socket() const { return socket_; }

private:
    int socket_;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> tls_; ///< null without TLS
};
