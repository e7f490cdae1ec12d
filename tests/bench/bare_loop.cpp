#include "tests/bench/bare_loop.hpp"

#include "tests/bench/sockets.hpp"

#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

void send_line(int socket, std::string_view line) {
    [[maybe_unused]] const auto sent =
        send(socket, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

} // namespace

void run_bare_loop(int port_pipe) {
    const int listener = listen_on_loopback();
    const auto port = port_of(listener);
    check(write(port_pipe, &port, sizeof port), "write");

    const int poll = check(epoll_create1(0), "epoll_create1");
    watch_input(poll, listener);
    std::vector<int> idling;
    unsigned messages = 3;
    std::array<epoll_event, 256> events;
    std::array<char, 4096> buffer;
    while (true) {
        const int ready = epoll_wait(poll, events.data(), events.size(), -1);
        for (int i = 0; i < ready; ++i) {
            const int socket = events[static_cast<std::size_t>(i)].data.fd;
            if (socket == listener) {
                const int client = check(accept(listener, {}, {}), "accept");
                set_no_delay(client);
                watch_input(poll, client);
                send_line(client, "* hello toy/1 " + std::to_string(messages) +
                                      " messages\r\n");
                continue;
            }
            const auto size = recv(socket, buffer.data(), buffer.size(), 0);
            if (size <= 0) {
                close(socket);
            } else if (buffer[0] == 'i') {
                idling.push_back(socket);
                send_line(socket, "+ idling\r\n");
            } else {
                const auto number = std::to_string(++messages) + "\r\n";
                const auto event = "* new " + number;
                for (const int client : idling) send_line(client, event);
                send_line(socket, "ok " + number);
            }
        }
    }
}
