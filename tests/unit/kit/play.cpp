#include "tutorial/kit/conversation/play.hpp"
#include "common/transcript/parse.hpp"
#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/activity.hpp"

using namespace kit;
using namespace transcript;

namespace {

Transcript wire(std::string_view text) {
    const auto parsed = parse(text, "x.wire");
    REQUIRE(parsed);
    return *parsed;
}

/// A command that has more time when the machine is slow.
Command observed(const std::string& line) {
    Command command{line};
    command.observe = [](pid_t group) {
        return std::make_unique<lint::Activity>(group);
    };
    return command;
}

/// A server in Python, which has accepted one connection as `peer`.
Command server(const std::string& program) {
    return observed(
        "exec python3 -c 'import os, socket, sys\n"
        "door = socket.create_server((\"127.0.0.1\", int(sys.argv[1])))\n"
        "peer = door.accept()[0]\n" +
        program + "' {port}");
}

constexpr auto hello = "S: * hello toy/1 <n> messages\n";

} // namespace

TEST_CASE("a play in memory passes, and gives the values of its names") {
    const auto result =
        play(wire("@mailbox 3\nS: * hello toy/1 <n> messages\n"), Side::client,
             {InMemory{}}, Cut{});
    CHECK(std::holds_alternative<Passed>(result.end));
    CHECK(result.reached);
    CHECK(result.names.at("n") == "3");
}

TEST_CASE("a server that ends before it listens is not reached") {
    const auto result = play(wire(hello), Side::client,
                             {observed("echo sorry; exit 3")}, Cut{});
    CHECK_FALSE(result.reached);
    CHECK(why_failed(result.end) ==
          "the server ended with exit code 3 before it listened");
    CHECK(result.printed == "sorry\n");
    CHECK_FALSE(result.exit); // it has closed no connection
}

TEST_CASE("a program that closes its connection and ends is told of as data") {
    const auto result =
        play(wire(std::string(hello) + "C: count\nS: ok <n>\n"), Side::client,
             {server("peer.sendall(b\"* hello toy/1 0 messages\\r\\n\")\n"
                     "peer.recv(100)\npeer.close()\nos._exit(5)\n")},
             Cut{});
    CHECK(result.reached);
    REQUIRE(std::holds_alternative<Mismatch>(result.end));
    CHECK(std::get<Mismatch>(result.end).cause == Mismatch::Cause::closed);
    REQUIRE(result.exit);
    CHECK(*result.exit == Exit{5, 0});
}

TEST_CASE("a client that ends without a connection is not reached") {
    net::Address where;
    const auto result =
        play(wire(hello), Side::server, {observed("test {port} -gt 0; exit 4")},
             Cut{}, {nullptr, [&](const auto& address) { where = address; }});
    CHECK(where.host == "127.0.0.1");
    CHECK(where.port > 0);
    CHECK_FALSE(result.reached);
    CHECK(why_failed(result.end) ==
          "the client ended with exit code 4 and did not connect");
}

TEST_CASE("a client that has gone is not written to for long") {
    const auto begin = Clock::now();
    const auto result = play(
        wire("S: * hello toy/1 3 messages\nC: count\n"), Side::server,
        {observed("exec python3 -c 'import socket, sys\n"
                  "socket.create_connection((\"127.0.0.1\", int(sys.argv[1])))'"
                  " {port}")},
        Cut{Cut::Kind::bytes});
    REQUIRE(std::holds_alternative<Mismatch>(result.end));
    CHECK(std::get<Mismatch>(result.end).cause == Mismatch::Cause::closed);
    CHECK(Clock::now() - begin < std::chrono::minutes(1));
}

TEST_CASE("a pause is no longer for a peer that cannot run") {
    class AlwaysWorks : public PeerActivity {
        Doing observe(Clock::time_point) override { return Doing::works; }
    };
    auto command = server("peer.settimeout(30)\n"
                          "peer.sendall(b\"* hello toy/1 0 messages\\r\\n\")\n"
                          "peer.recv(100)\npeer.sendall(b\"ok\\r\\n\")\n"
                          "peer.recv(100)\n");
    command.observe = [](pid_t) { return std::make_unique<AlwaysWorks>(); };
    const auto result =
        play(wire(std::string(hello) + "!pause 100ms\nC: noop\nS: ok\n"),
             Side::client, {command}, Cut{});
    CHECK(std::holds_alternative<Passed>(result.end));
}
