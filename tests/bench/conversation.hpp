#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// A client that says one thing at a time and waits for its answer. What fails
/// ends the program with the reason.
class Conversation {
public:
    explicit Conversation(std::uint16_t port);
    Conversation(Conversation&& other) noexcept;
    Conversation(const Conversation&) = delete;
    ~Conversation();

    /// Sends `text` and waits for a line that begins with `until` and is the
    /// last that came. Returns all that came.
    std::string ask(std::string_view text, std::string_view until);

    void send(std::string_view text);

    /// Once `until` is the beginning of the last line.
    std::string wait(std::string_view until);

    int socket() const { return socket_; }

private:
    int socket_;
};
