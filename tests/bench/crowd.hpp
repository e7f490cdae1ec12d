#pragma once

#include "tests/bench/conversation.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

/// Many idling clients in this process, on one thread. A Dialect says how they
/// speak: the toy protocol or IMAP.
class Crowd {
public:
    using Time = std::chrono::steady_clock;

    struct Step {
        std::string_view say, until; ///< see Conversation::ask
    };
    struct Dialect {
        /// The steps from the connection to idling.
        std::vector<Step> to_idle;
        /// Returns the number of messages in the last event among `octets`, or
        /// 0 if there is none.
        unsigned (*told)(std::string_view octets);
    };

    /// Connects `size` clients and waits until all of them idle.
    Crowd(std::uint16_t port, std::size_t size, const Dialect& dialect,
          bool tls = false);
    Crowd(const Crowd&) = delete;
    ~Crowd();

    std::size_t size() const { return clients_.size(); }

    /// Waits until every client was told of at least `count` messages. Adds the
    /// time from `since` to `seconds` for each client, in the order in which
    /// they were told.
    void wait_for(unsigned count, Time::time_point since,
                  std::vector<double>& seconds);

    /// Waits in the same way, and returns how many lines all clients got.
    std::size_t lines_until(unsigned count);

private:
    struct Client {
        Conversation conversation;
        unsigned known = 0; ///< messages that the client was told of
    };

    int poll_;
    unsigned (*told_)(std::string_view);
    std::unordered_map<int, Client> clients_; ///< by socket
};
