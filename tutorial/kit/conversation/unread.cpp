#include "tutorial/kit/conversation/unread.hpp"

#include <arpa/inet.h>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kit {

// See sock_diag(7): the kernel tells about one end of a connection. The end is
// named by the two addresses and ports, its own first.

namespace {

struct Question {
    nlmsghdr head;
    inet_diag_req_v2 what;
};

Question question(const asio::ip::tcp::endpoint& end,
                  const asio::ip::tcp::endpoint& other) {
    Question asked{};
    asked.head.nlmsg_len = sizeof asked;
    asked.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    asked.head.nlmsg_flags = NLM_F_REQUEST;
    asked.what.sdiag_family = AF_INET;
    asked.what.sdiag_protocol = IPPROTO_TCP;
    asked.what.idiag_states = ~0u;
    auto& id = asked.what.id;
    id.idiag_sport = htons(end.port());
    id.idiag_dport = htons(other.port());
    id.idiag_src[0] = htonl(end.address().to_v4().to_uint());
    id.idiag_dst[0] = htonl(other.address().to_v4().to_uint());
    std::memset(id.idiag_cookie, 0xFF, sizeof id.idiag_cookie); // any
    return asked;
}

/// One end of a connection.
struct End {
    bool connected;        ///< false: the handshake is not over
    std::uint32_t unread;  ///< octets that its program has not read
    std::uint32_t unacked; ///< octets that may not have reached the other end
};

std::optional<End> ask(int kernel, const Question& asked) {
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
    return End{told.idiag_state != TCP_SYN_RECV, told.idiag_rqueue,
               told.idiag_wqueue};
}

enum class Whose : std::uint8_t { own, peers };

std::optional<End> end_of(const asio::ip::tcp::socket& socket, Whose whose) {
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
    const auto end = ask(kernel, whose == Whose::own ? question(own, peer)
                                                     : question(peer, own));
    close(kernel);
    return end;
}

} // namespace

std::optional<std::uint32_t>
unread_by_peer(const asio::ip::tcp::socket& socket) {
    const auto peer = end_of(socket, Whose::peers);
    if (!peer) return std::nullopt;
    return peer->unread;
}

bool is_under_way(const asio::ip::tcp::socket& socket) {
    const auto own = end_of(socket, Whose::own);
    const auto peer = end_of(socket, Whose::peers);
    return own && peer &&
           (!peer->connected || own->unacked > 0 || peer->unacked > 0);
}

} // namespace kit
