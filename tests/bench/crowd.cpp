#include "tests/bench/crowd.hpp"

#include "tests/bench/sockets.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int patience = 60'000; // milliseconds, then the run is broken

std::string_view receive(int socket, std::array<char, 65536>& buffer) {
    const auto size =
        check(recv(socket, buffer.data(), buffer.size(), 0), "recv");
    if (size == 0) {
        std::fprintf(stderr, "the server closed\n");
        std::exit(1);
    }
    return {buffer.data(), static_cast<std::size_t>(size)};
}

} // namespace

Crowd::Crowd(std::uint16_t port, std::size_t size, const Dialect& dialect)
    : poll_(check(epoll_create1(0), "epoll_create1")), told_(dialect.told) {
    for (std::size_t i = 0; i < size; ++i) {
        auto& client = clients_.emplace_back(port);
        for (const auto& step : dialect.to_idle)
            client.ask(step.say, step.until);
        watch_input(poll_, client.socket());
    }
}

Crowd::~Crowd() {
    close(poll_);
}

void Crowd::wait_for(unsigned count, Time::time_point since,
                     std::vector<double>& seconds) {
    std::array<epoll_event, 256> events;
    std::array<char, 65536> buffer;
    for (std::size_t heard = 0; heard < clients_.size();) {
        const int ready = epoll_wait(poll_, events.data(), events.size(), //
                                     patience);
        if (ready <= 0) {
            std::fprintf(stderr, "%zu of %zu clients were told nothing\n",
                         clients_.size() - heard, clients_.size());
            std::exit(1);
        }
        for (int i = 0; i < ready; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            const auto told = told_(receive(socket, buffer));
            auto& known = known_[socket];
            if (known < count && told >= count) {
                const std::chrono::duration<double> took = Time::now() - since;
                seconds.push_back(took.count());
                ++heard;
            }
            known = std::max(known, told);
        }
    }
}

std::size_t Crowd::lines_until(unsigned count) {
    std::size_t lines = 0;
    std::array<char, 65536> buffer;
    for (const auto& client : clients_) {
        auto& known = known_[client.socket()];
        while (known < count) {
            const auto octets = receive(client.socket(), buffer);
            lines += static_cast<std::size_t>(
                std::count(octets.begin(), octets.end(), '\n'));
            known = std::max(known, told_(octets));
        }
    }
    return lines;
}
