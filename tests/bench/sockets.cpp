#include "tests/bench/sockets.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>

long check(long result, const char* call) {
    if (result >= 0) return result;
    std::perror(call);
    std::exit(1);
}

int check(int result, const char* call) {
    return static_cast<int>(check(long{result}, call));
}

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

int listen_on_loopback() {
    const int socket = check(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    const auto address = loopback(0);
    check(bind(socket, reinterpret_cast<const sockaddr*>(&address),
               sizeof address),
          "bind");
    check(listen(socket, SOMAXCONN), "listen");
    return socket;
}

int connect_to_loopback(std::uint16_t port) {
    const int socket = check(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    const auto address = loopback(port);
    check(connect(socket, reinterpret_cast<const sockaddr*>(&address),
                  sizeof address),
          "connect");
    set_no_delay(socket);
    return socket;
}

std::uint16_t port_of(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    check(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size),
          "getsockname");
    return ntohs(address.sin_port);
}

void set_no_delay(int socket) {
    const int on = 1;
    check(setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on),
          "setsockopt");
}

void watch_input(int poll, int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    check(epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event), "epoll_ctl");
}

void allow_many_files(std::size_t clients) {
    const rlim_t wanted = clients + 64;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = wanted;
    limit.rlim_max = std::max(limit.rlim_max, wanted);
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0) return;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min(limit.rlim_max, wanted);
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) return;
    std::fprintf(stderr,
                 "%zu clients need %zu open files, and this system allows %zu "
                 "(ulimit -Hn); give a smaller --clients\n",
                 clients, std::size_t{wanted}, std::size_t{limit.rlim_cur});
    std::exit(1);
}
