// A link over TLS to a server on this machine, which greets and hangs up.
#include "common/net/listener.hpp"
#include "common/net/tls_filter.hpp"
#include "proto_client/program/link.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_certificates.hpp"

#include <asio/io_context.hpp>
#include <memory>
#include <string>

using client::Link;

namespace {

const OwnCertificates& ours() {
    static const OwnCertificates one; // made once, because keys take time
    return one;
}

/// A server that says hello and waits until the client leaves.
struct Greeter : Session {
    void start(Clock::time_point) override { say("hello"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }
};

/// A client that says please, and leaves when it has received hello.
struct Caller : Session {
    explicit Caller(std::string& where) : heard(where) {}
    void start(Clock::time_point) override { say("please"); }
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        heard += bytes;
        if (heard == "hello") finish();
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

    std::string& heard;
};

class Server : public net::Connection::Observer {
public:
    explicit Server(asio::io_context& loop)
        : listener_(loop, {asio::ip::address_v4::loopback(), 0},
                    [this](net::Socket socket) { accept(std::move(socket)); }) {
    }
    net::Address address() const { return listener_.address(); }
    std::string heard;

private:
    void accept(net::Socket socket) {
        std::make_shared<net::Connection>(
            std::move(socket), std::make_unique<Greeter>(), *this, 1,
            std::make_unique<net::TlsFilter>(ours().server()))
            ->start();
    }
    void received(const net::Connection&, std::string_view bytes) override {
        heard += bytes;
    }
    void closed(net::Connection&, std::string_view) override {}

    net::Listener listener_;
};

/// A client that connects to `host` once.
struct Client : Link::Owner {
    Client(asio::io_context& its_loop, const net::Address& server,
           const net::TlsContext& trusted, const std::string& host)
        : loop(its_loop),
          link(its_loop, server, nullptr, *this, {[=] {
                   return std::make_unique<net::TlsFilter>(trusted, host);
               }}) {
        link.connect();
    }
    std::unique_ptr<Session> connected() override {
        return std::make_unique<Caller>(heard);
    }
    void failed(std::string_view reason) override { lost(reason); }
    void lost(std::string_view reason) override {
        why = reason;
        loop.stop();
    }

    asio::io_context& loop;
    Link link;
    std::string heard, why;
};

struct Fixture {
    asio::io_context loop;
    Server server{loop};

    /// Returns what the client has received, or why the connection failed.
    std::string connect(const net::TlsContext& trusted,
                        const std::string& host) {
        Client client(loop, server.address(), trusted, host);
        loop.restart();
        loop.run();
        return client.heard.empty() ? client.why : client.heard;
    }
};

bool mentions(const std::string& text, const char* words) {
    return text.find(words) != text.npos;
}

} // namespace

TEST_CASE("a link connects over TLS to a server with the right name") {
    Fixture f;
    CHECK(f.connect(ours().client(), "localhost") == "hello");
    CHECK(f.server.heard == "please");
}

TEST_CASE("a link refuses a certificate for another name") {
    Fixture f;
    const auto why = f.connect(ours().client(), "imap.example.com");
    INFO(why);
    CHECK(mentions(why, "certificate is for another host"));
    CHECK(mentions(why, "connect by the name it is for"));
    CHECK(f.server.heard.empty());
}

TEST_CASE("a link refuses a certificate from a CA that it does not know") {
    Fixture f;
    const OwnCertificates others;
    const auto why = f.connect(others.client(), "localhost");
    INFO(why);
    CHECK(mentions(why, "certificate is not trusted"));
    CHECK(mentions(why, "give the CA that vouches for it"));
    CHECK(f.server.heard.empty());
}

TEST_CASE("a link makes a filter of its own for each connection") {
    Fixture f;
    Client client(f.loop, f.server.address(), ours().client(), "localhost");
    f.loop.run();
    CHECK(std::exchange(client.heard, {}) == "hello");
    client.link.connect();
    f.loop.restart();
    f.loop.run();
    CHECK(client.heard == "hello");
}
