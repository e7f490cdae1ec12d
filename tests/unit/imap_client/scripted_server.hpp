#pragma once

#include "common/session.hpp"
#include "proto_client/imap/imap_client.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace imap_client;
using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

/// How what a server says is cut: 0 is not at all, 1 is into single octets, and
/// any other number n is into two parts, of which the first has n-1 octets.
using Cut = std::size_t;

/// A server that says what the test tells it, to a client without a socket. In
/// a test, a line feed separates the lines of the server and of the client.
class ScriptedServer {
public:
    ScriptedServer(Session& client, Cut cut) : client_(client), cut_(cut) {
        client_.start(now);
    }

    void says(std::string_view lines) {
        std::string octets;
        for (const char c : lines)
            octets += c == '\n' ? "\r\n" : std::string{c};
        send(octets + "\r\n");
    }

    void send(std::string_view octets) {
        const auto first =
            std::min(cut_ == 0 ? octets.size() : cut_ - 1, octets.size());
        if (cut_ != 1) {
            client_.receive(octets.substr(0, first), now);
            if (first < octets.size())
                client_.receive(octets.substr(first), now);
            return;
        }
        for (const auto& octet : octets) client_.receive({&octet, 1}, now);
    }

    /// Returns what the client has said since the last call.
    std::string heard() {
        std::string lines;
        for (const char c : client_.take_output())
            if (c != '\r') lines += c;
        if (lines.ends_with('\n')) lines.pop_back();
        return lines;
    }

    /// Lets time pass, second by second.
    void wait(std::chrono::seconds time) {
        for (; time > 0s; time -= 1s) client_.tick(now += 1s);
    }

    Clock::time_point now{};

private:
    Session& client_;
    Cut cut_;
};

/// Runs a test with Runs a test with each cut, up to one octet more than the
/// longest line of a server..
template<class Test>
void with_every_cut(Test test) {
    for (Cut cut = 0; cut < 90; ++cut) {
        INFO("cut " << cut);
        test(cut);
    }
}

/// A client that has logged in, and that writes down what it is told.
struct Greeted : ImapEvents {
    ImapClient client{*this};
    ScriptedServer server;
    Strings events;
    Strings results;

    explicit Greeted(Cut cut = 0, std::string_view greeting = "* PREAUTH hello")
        : server(client, cut) {
        server.says(greeting);
    }

    /// Returns a handler that writes down the result.
    OnResult noted() {
        return [this](const Result& result) {
            if (!result) return results.push_back("none: " + result.error());
            results.push_back((result->ok() ? "ok " : "no ") +
                              result->end.text + " " +
                              std::to_string(result->data.size()));
        };
    }
    Strings take_events() { return std::exchange(events, {}); }

    void on_exists(std::uint32_t messages) override {
        events.push_back("exists " + std::to_string(messages));
    }
    void on_gone(std::optional<Uid> uid) override {
        events.push_back("gone " + std::to_string(uid.value_or(0)));
    }
    void on_flags(std::optional<Uid> uid, const imap::Flags&) override {
        events.push_back("flags " + std::to_string(uid.value_or(0)));
    }
    void on_text(const imap::Untagged& text) override {
        events.push_back("text " + text.text);
    }
    void on_bye(const imap::Untagged& bye) override {
        events.push_back("bye " + bye.text);
    }
    void on_other(const imap::Response&) override {
        events.emplace_back("other");
    }
    void on_trouble(std::string_view text) override {
        events.push_back("trouble " + std::string(text));
    }
};
