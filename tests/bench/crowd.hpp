#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Many idling clients and one that posts, in this process, on one thread.
class Crowd {
public:
    using Time = std::chrono::steady_clock;

    /// Connects `size` clients; all idle when it returns.
    Crowd(std::uint16_t port, std::size_t size);
    Crowd(const Crowd&) = delete;
    ~Crowd();

    /// Posts once and waits until every client has its event. Adds to
    /// `seconds`, for each client, the time from the post to its event.
    void post_and_wait(std::vector<double>& seconds);

    /// Posts `count` messages in one segment; returns how many events all
    /// clients were sent until each knew of the last.
    std::size_t burst(std::size_t count);

private:
    void read_line(int socket, char first);

    int poll_;
    int poster_;
    std::vector<int> clients_;
};
