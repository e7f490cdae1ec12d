#pragma once

#include "tests/bench/conversation.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

/// Many idling clients in this process, on one thread. What they say, and what
/// they hear, is a dialect's affair: the toy's or IMAP's.
class Crowd {
public:
    using Time = std::chrono::steady_clock;

    struct Step {
        std::string_view say, until; ///< see Conversation::ask
    };
    struct Dialect {
        /// From the connection to idling.
        std::vector<Step> to_idle;
        /// How many messages there are, as the last event in some octets tells;
        /// 0 if none does.
        unsigned (*told)(std::string_view octets);
    };

    /// Connects `size` clients; all idle when it returns.
    Crowd(std::uint16_t port, std::size_t size, const Dialect& dialect,
          bool tls = false);
    Crowd(const Crowd&) = delete;
    ~Crowd();

    std::size_t size() const { return clients_.size(); }

    /// Waits until every client was told of `count` messages or more. Adds to
    /// `seconds`, for each client, the time from `since` to that, the last
    /// client's last.
    void wait_for(unsigned count, Time::time_point since,
                  std::vector<double>& seconds);

    /// Waits for the same, and returns how many lines the clients were sent.
    std::size_t lines_until(unsigned count);

private:
    struct Client {
        Conversation conversation;
        unsigned known = 0; ///< messages that it was told of
    };

    int poll_;
    unsigned (*told_)(std::string_view);
    std::unordered_map<int, Client> clients_; ///< by socket
};
