#include "tests/bench/crowd.hpp"

#include "tests/bench/sockets.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int patience = 20'000; // milliseconds, then the run is broken

void send_all(int socket, std::string_view text) {
    check(send(socket, text.data(), text.size(), MSG_NOSIGNAL), "send");
}

/// The N of the last `* new N` in `bytes`.
unsigned last_count(std::string_view bytes) {
    unsigned count = 0;
    const auto at = bytes.rfind("* new ");
    if (at == bytes.npos) return 0;
    std::from_chars(bytes.data() + at + 6, bytes.data() + bytes.size(), count);
    return count;
}

} // namespace

Crowd::Crowd(std::uint16_t port, std::size_t size)
    : poll_(check(epoll_create1(0), "epoll_create1")),
      poster_(connect_to_loopback(port)) {
    read_line(poster_, '*');
    for (std::size_t i = 0; i < size; ++i) {
        const int client = connect_to_loopback(port);
        read_line(client, '*');
        send_all(client, "idle\r\n");
        read_line(client, '+');
        watch_input(poll_, client);
        clients_.push_back(client);
    }
}

Crowd::~Crowd() {
    for (const int client : clients_) close(client);
    close(poster_);
    close(poll_);
}

void Crowd::read_line(int socket, char first) {
    std::string line;
    for (char c = 0; c != '\n'; line += c)
        if (check(recv(socket, &c, 1, 0), "recv") == 0) line = "closed\n";
    if (line[0] == first) return;
    std::fprintf(stderr, "expected a line with %c, got %s", first,
                 line.c_str());
    std::exit(1);
}

void Crowd::post_and_wait(std::vector<double>& seconds) {
    std::array<epoll_event, 256> events;
    std::array<char, 4096> buffer;
    const auto posted = Time::now();
    send_all(poster_, "post Flat to rent\r\n");
    for (std::size_t heard = 0; heard < clients_.size();) {
        const int ready = epoll_wait(poll_, events.data(), events.size(), //
                                     patience);
        if (ready <= 0) std::fprintf(stderr, "no event came\n"), std::exit(1);
        for (int i = 0; i < ready; ++i) {
            const int client = events[static_cast<std::size_t>(i)].data.fd;
            const auto size =
                check(recv(client, buffer.data(), buffer.size(), 0), "recv");
            if (size == 0) std::fprintf(stderr, "closed\n"), std::exit(1);
            const std::chrono::duration<double> took = Time::now() - posted;
            seconds.push_back(took.count());
            ++heard;
        }
    }
    read_line(poster_, 'o');
}

std::size_t Crowd::burst(std::size_t count) {
    std::string posts;
    for (std::size_t i = 0; i < count; ++i) posts += "post Flat to rent\r\n";
    send_all(poster_, "count\r\n");
    std::string reply;
    for (char c = 0; c != '\n'; reply += c)
        check(recv(poster_, &c, 1, 0), "recv");
    const auto last = std::stoul(reply.substr(3)) + count;
    send_all(poster_, posts);

    std::size_t events_sent = 0;
    std::array<char, 65536> buffer;
    for (const int client : clients_) {
        for (unsigned known = 0; known < last;) {
            const auto size =
                check(recv(client, buffer.data(), buffer.size(), 0), "recv");
            if (size == 0) std::fprintf(stderr, "closed\n"), std::exit(1);
            const std::string_view bytes(buffer.data(),
                                         static_cast<std::size_t>(size));
            events_sent += static_cast<std::size_t>(
                std::count(bytes.begin(), bytes.end(), '\n'));
            known = std::max(known, last_count(bytes));
        }
    }
    for (std::size_t i = 0; i < count; ++i) read_line(poster_, 'o');
    return events_sent;
}
