#include "common/net/tls_filter.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_certificates.hpp"

#include <malloc.h>
#include <memory>
#include <random>
#include <vector>

using net::TlsContext;
using net::TlsFilter;

namespace {

const OwnCertificates& ours() {
    static const OwnCertificates one; // made once, because keys take time
    return one;
}

/// A client and a server, and what each has received.
struct Pair {
    TlsFilter client, server;
    std::string client_heard, server_heard;

    explicit Pair(const std::string& host = "localhost",
                  const TlsContext& client_context = ours().client())
        : client(client_context, host), server(ours().server()) {
        client.start();
    }

    /// Carries octets between both, in portions of `size`, until none are left.
    void talk(std::size_t size = 100'000) {
        for (bool moved = true; moved;) {
            moved = hand_over(client, server, size) ||
                    hand_over(server, client, size);
            client_heard += client.take_plain();
            server_heard += server.take_plain();
        }
    }

    static bool hand_over(TlsFilter& from, TlsFilter& to, std::size_t size) {
        const auto bytes = from.take_cipher();
        for (std::size_t at = 0; at < bytes.size(); at += size)
            to.feed(std::string_view(bytes).substr(at, size));
        return !bytes.empty();
    }
};

bool mentions(const std::string& text, const char* word) {
    return text.find(word) != text.npos;
}

} // namespace

TEST_CASE("what one end says the other hears, in every cut of the bytes") {
    for (const std::size_t size :
         {1u, 2u, 3u, 4u, 5u, 6u, 7u, 16u, 100u, 1000u, 16384u, 100'000u}) {
        INFO("portions of " << size);
        Pair pair;
        pair.client.write("before the handshake is done");
        pair.talk(size);
        CHECK(pair.client.handshake_done());
        CHECK(pair.server.handshake_done());
        CHECK(pair.server_heard == "before the handshake is done");
        pair.server.write("* OK ready\r\n");
        pair.server.write("");
        pair.server.write("* 1 EXISTS\r\n");
        pair.talk(size);
        CHECK(pair.client_heard == "* OK ready\r\n* 1 EXISTS\r\n");
        pair.client.close();
        pair.talk(size);
        CHECK(pair.server.closed());
        CHECK(pair.client.error() + pair.server.error() == "");
    }
}

TEST_CASE("every two cuts of the client's first flight make no difference") {
    TlsFilter first(ours().client(), "localhost");
    first.start();
    const auto size = first.take_cipher().size();
    for (std::size_t cut = 1; cut < size; ++cut) {
        Pair pair;
        const auto hello = pair.client.take_cipher();
        pair.server.feed(std::string_view(hello).substr(0, cut));
        pair.server.feed(std::string_view(hello).substr(cut));
        pair.talk();
        REQUIRE(pair.server.handshake_done());
    }
}

TEST_CASE("much is said both ways at once, in random portions") {
    std::mt19937 random(1993);
    Pair pair;
    std::string up, down;
    for (int turn = 0; turn < 50; ++turn) {
        const std::string more(random() % 70'000,
                               static_cast<char>('a' + turn));
        (turn % 2 ? up : down) += more;
        (turn % 2 ? pair.client : pair.server).write(more);
        pair.talk(1 + random() % 5000);
    }
    CHECK(pair.server_heard == up);
    CHECK(pair.client_heard == down);
}

TEST_CASE("what is said before close is heard, and nothing after it") {
    Pair pair;
    pair.talk();
    pair.server.write("* BYE\r\n");
    pair.server.close();
    pair.server.write("more");
    pair.talk();
    CHECK(pair.client_heard == "* BYE\r\n");
    CHECK(pair.client.closed());
    pair.client.end_of_stream();
    CHECK(pair.client.error() == "");
    pair.client.write("still to be heard");
    pair.talk();
    CHECK(pair.server_heard == "still to be heard"); // RFC 8446 §6.1
}

TEST_CASE("closed before the handshake is done, it still says what it had to") {
    Pair pair;
    pair.client.write("a1 LOGOUT\r\n");
    pair.client.close();
    pair.talk();
    CHECK(pair.server_heard == "a1 LOGOUT\r\n");
    CHECK(pair.server.closed());
}

TEST_CASE("a stream that was cut is no end") {
    Pair pair;
    pair.talk();
    pair.server.end_of_stream();
    CHECK(mentions(pair.server.error(), "without TLS's close_notify"));
    Pair early;
    early.client.end_of_stream();
    CHECK(mentions(early.client.error(), "during the TLS handshake"));
}

TEST_CASE("a record that was changed on its way is an error") {
    Pair pair;
    pair.talk();
    pair.client.write("a1 DELETE x\r\n");
    auto bytes = pair.client.take_cipher();
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    pair.server.feed(bytes);
    CHECK(mentions(pair.server.error(), "TLS failed"));
    CHECK(pair.server.take_plain().empty());
    CHECK_FALSE(pair.server.take_cipher().empty()); // the alert
    pair.server.feed("more");                       // is ignored
    pair.server.write("more");
    CHECK(pair.server.take_cipher().empty());
}

TEST_CASE("plain text to a TLS port is explained") {
    for (const char* text : {"a1 CAPABILITY\r\n", "GET / HTTP/1.1\r\n\r\n",
                             "\r\n\r\n\r\n\r\n", "* OK ready for you\r\n"}) {
        INFO(text);
        TlsFilter server(ours().server());
        server.feed(text);
        CHECK(mentions(server.error(), "the peer speaks no TLS here"));
        TlsFilter client(ours().client(), "localhost");
        client.start();
        client.feed(text);
        CHECK(mentions(client.error(), "the peer speaks no TLS here"));
    }
}

TEST_CASE("a client says no to a certificate that it cannot trust") {
    SECTION("for another host") {
        Pair pair("mail.example.org");
        pair.talk();
        CHECK(mentions(pair.client.error(), "for another host"));
        CHECK(mentions(pair.server.error(), "does not accept our certificate"));
        CHECK_FALSE(pair.client.handshake_done());
    }
    SECTION("for another address") {
        Pair pair("127.0.0.2");
        pair.talk();
        CHECK(mentions(pair.client.error(), "for another host"));
    }
    SECTION("of an unknown CA") {
        OwnFolder folder;
        folder.write("ca.pem", server::make_certificates({"localhost"})->ca);
        Pair pair(
            "localhost",
            TlsContext::client((folder.path / "ca.pem").string()).value());
        pair.talk();
        CHECK(mentions(pair.client.error(), "is not trusted"));
        CHECK(mentions(pair.server.error(), "does not accept our certificate"));
    }
}

TEST_CASE("a server is known by its address as well as by its name") {
    Pair pair("127.0.0.1");
    pair.talk();
    CHECK(pair.client.handshake_done());
}

TEST_CASE("a TLS older than 1.2 is refused") {
    auto old = ours().client();
    SSL_CTX_set_min_proto_version(old.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(old.get(), TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(old.get(), "ALL:@SECLEVEL=0");
    Pair pair("localhost", old);
    pair.talk();
    CHECK_FALSE(pair.server.handshake_done());
    CHECK(mentions(pair.server.error(), "older than 1.2"));
}

TEST_CASE("TLS 1.2 will do") {
    auto old = ours().client();
    SSL_CTX_set_max_proto_version(old.get(), TLS1_2_VERSION);
    Pair pair("localhost", old);
    pair.client.write("hello");
    pair.talk(1);
    CHECK(pair.server_heard == "hello");
}

TEST_CASE("a certificate that cannot be used is explained") {
    const auto& one = ours();
    const auto why = [&](const char* certificate, const char* key) {
        return TlsContext::server(one.at(certificate), one.at(key)).error();
    };
    one.folder.write("empty", "");
    one.folder.write("nonsense", "nonsense");
    one.folder.write("other.key", server::make_certificates({"x"})->key);
    CHECK(mentions(why("none.pem", "server.key"), "No such file"));
    CHECK(mentions(why("none.pem", "server.key"), "proto_server certificate"));
    CHECK(mentions(why("empty", "server.key"), "it is empty"));
    CHECK(mentions(why("nonsense", "server.key"), "no certificate in PEM"));
    CHECK(mentions(why("server.pem", "nonsense"), "no private key in PEM"));
    CHECK(mentions(why("server.pem", "other.key"), "is not the key of"));
    CHECK(mentions(TlsContext::client(one.at("nonsense")).error(), "ca.pem"));
    CHECK(mentions(TlsContext::client(one.at("none")).error(), "No such file"));
}

/// Octets of an idle connection. OpenSSL 3.5 keeps 9 KB more, most of it the
/// post-quantum key of the handshake.
constexpr std::size_t most_idle =
    (OPENSSL_VERSION_NUMBER < 0x30500000L ? 20 : 32) * 1024;

TEST_CASE("an idle connection over TLS is small") {
    const auto context = ours().server();
    constexpr std::size_t count = 100;
    std::vector<std::unique_ptr<TlsFilter>> servers;
    servers.reserve(count);
    const auto connect = [&] {
        TlsFilter client(ours().client(), "localhost");
        servers.push_back(std::make_unique<TlsFilter>(context));
        client.start();
        client.write("a1 IDLE\r\n");
        for (int turn = 0; turn < 4; ++turn) {
            Pair::hand_over(client, *servers.back(), 100'000);
            Pair::hand_over(*servers.back(), client, 100'000);
        }
        REQUIRE(servers.back()->take_plain() == "a1 IDLE\r\n");
        servers.back()->write("+ idling\r\n");
        servers.back()->take_cipher();
    };
    connect(); // OpenSSL allocates some memory only once
    const auto before = mallinfo2().uordblks;
    while (servers.size() <= count) connect();
    const auto each = (mallinfo2().uordblks - before) / count;
    INFO(each << " octets for each idle connection");
    CHECK(each < most_idle);
}
