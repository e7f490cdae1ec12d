#include "tests/unit/catch.hpp"
#include "tutorial/kit/conversation/unread.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/write.hpp>
#include <netinet/tcp.h>
#include <thread>

using namespace kit;

using asio::ip::tcp;

namespace {

/// A program that listens, and a program that has connected to it.
struct Pair {
    asio::io_context loop;
    tcp::acceptor door{loop, {asio::ip::address_v4::loopback(), 0}};
    tcp::socket client{loop};

    void connect() { client.connect(door.local_endpoint()); }
};

} // namespace

TEST_CASE("what the peer has not read is counted") {
    Pair pair;
    pair.connect();
    auto server = pair.door.accept();
    CHECK(unread_by_peer(pair.client) == 0u);
    asio::write(server, asio::buffer("hello", 5));
    CHECK(unread_by_peer(server) == 5u);
    std::array<char, 5> octets{};
    pair.client.read_some(asio::buffer(octets));
    CHECK(unread_by_peer(server) == 0u);
}

TEST_CASE("a connection is under way until the peer's system knows it whole") {
    Pair pair;
    const int seconds = 60; // as if the end of the handshake were lost
    REQUIRE(setsockopt(pair.door.native_handle(), IPPROTO_TCP, TCP_DEFER_ACCEPT,
                       &seconds, sizeof seconds) == 0);
    pair.connect();
    CHECK(is_under_way(pair.client));
    asio::write(pair.client, asio::buffer("x", 1));
    auto server = pair.door.accept();
    while (is_under_way(pair.client)) std::this_thread::yield();
    CHECK_FALSE(is_under_way(server));
}

TEST_CASE("octets are under way until the peer's system has taken them") {
    Pair pair;
    pair.connect();
    auto server = pair.door.accept();
    CHECK_FALSE(is_under_way(pair.client));
    pair.client.non_blocking(true);
    const std::string many(64 * 1024, 'x');
    asio::error_code error;
    while (!error) pair.client.write_some(asio::buffer(many), error);
    REQUIRE(error == asio::error::would_block); // the socket takes no more
    CHECK(is_under_way(pair.client));
    CHECK(is_under_way(server));
    pair.client.close();
    CHECK_FALSE(is_under_way(pair.client));
}
