#include "tests/bench/crowd.hpp"

#include "tests/bench/sockets.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace {

constexpr int patience = 60'000; // milliseconds, after which the run fails

} // namespace

Crowd::Crowd(std::uint16_t port, std::size_t size, const Dialect& dialect,
             bool tls)
    : poll_(check(epoll_create1(0), "epoll_create1")), told_(dialect.told) {
    for (std::size_t i = 0; i < size; ++i) {
        Conversation client(port, tls);
        for (const auto& step : dialect.to_idle)
            client.ask(step.say, step.until);
        const int socket = client.socket();
        watch_input(poll_, socket);
        clients_.emplace(socket, Client{std::move(client)});
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
            auto& [conversation, known] = clients_.at(socket);
            const auto told = told_(conversation.receive(buffer));
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
    for (auto& [socket, client] : clients_) {
        while (client.known < count) {
            const auto octets = client.conversation.receive(buffer);
            lines += static_cast<std::size_t>(
                std::count(octets.begin(), octets.end(), '\n'));
            client.known = std::max(client.known, told_(octets));
        }
    }
    return lines;
}
