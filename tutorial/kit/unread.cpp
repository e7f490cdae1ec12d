#include "tutorial/kit/unread.hpp"

#include <arpa/inet.h>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// See sock_diag(7): the kernel is asked for one connection, by its four numbers
// as the peer has them.

namespace {

struct Question {
    nlmsghdr head;
    inet_diag_req_v2 what;
};

Question question(const asio::ip::tcp::endpoint& peer,
                  const asio::ip::tcp::endpoint& own) {
    Question asked{};
    asked.head.nlmsg_len = sizeof asked;
    asked.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    asked.head.nlmsg_flags = NLM_F_REQUEST;
    asked.what.sdiag_family = AF_INET;
    asked.what.sdiag_protocol = IPPROTO_TCP;
    asked.what.idiag_states = ~0u;
    auto& id = asked.what.id;
    id.idiag_sport = htons(peer.port());
    id.idiag_dport = htons(own.port());
    id.idiag_src[0] = htonl(peer.address().to_v4().to_uint());
    id.idiag_dst[0] = htonl(own.address().to_v4().to_uint());
    std::memset(id.idiag_cookie, 0xFF, sizeof id.idiag_cookie); // any
    return asked;
}

std::optional<std::uint32_t> ask(int kernel, const Question& asked) {
    if (send(kernel, &asked, sizeof asked, 0) < 0) return std::nullopt;
    alignas(nlmsghdr) char answer[4096];
    const auto count = recv(kernel, answer, sizeof answer, 0);
    nlmsghdr head;
    inet_diag_msg told;
    if (count < static_cast<ssize_t>(NLMSG_HDRLEN + sizeof told))
        return std::nullopt;
    std::memcpy(&head, answer, sizeof head);
    if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY) return std::nullopt;
    std::memcpy(&told, answer + NLMSG_HDRLEN, sizeof told);
    return told.idiag_rqueue;
}

} // namespace

std::optional<std::uint32_t>
unread_by_peer(const asio::ip::tcp::socket& socket) {
    asio::error_code error;
    const auto own = socket.local_endpoint(error);
    if (error) return std::nullopt;
    const auto peer = socket.remote_endpoint(error);
    if (error || !peer.address().is_v4() || !own.address().is_v4() ||
        !peer.address().is_loopback())
        return std::nullopt;
    const int kernel =
        ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (kernel < 0) return std::nullopt;
    const auto unread = ask(kernel, question(peer, own));
    close(kernel);
    return unread;
}
