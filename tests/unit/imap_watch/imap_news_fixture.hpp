#pragma once

#include "proto_client/imap/imap_news.hpp"
#include "tests/unit/imap_client/scripted_server.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

/// A news source whose owner writes down what it is told, and asks at once when
/// it may. The test plays the server.
struct News : watch::NewsSource::Owner {
    explicit News(ImapNews::Options options = {.entry = {{"anna", "x"}},
                                               .mailbox = "INBOX"},
                  std::optional<std::string> begin_at = {}, Cut cut = 0)
        : position(std::move(begin_at)), source(std::move(options), *this),
          session(source.take_session()), server(*session, cut) {}

    void ready(std::uint32_t messages) override {
        events.push_back("ready " + std::to_string(messages));
        source.ask(position);
    }
    void nudged() override {
        events.emplace_back("nudged");
        source.ask(position);
    }
    void message(const watch::NewsSource::Message& one) override {
        auto text = "told " + std::to_string(one.number);
        for (const auto more : {one.text, one.from, one.source})
            if (!more.empty()) text += " " + std::string(more);
        events.push_back(text);
    }
    void moved_to(const watch::NewsSource::Position& to) override {
        position = to;
    }
    void caught_up() override { source.wait(); }
    void waiting(bool pushed) override {
        events.emplace_back(pushed ? "waits for a push" : "waits for a poll");
    }
    void changed(const watch::NewsSource::Message& one) override {
        const bool gone = one.event == watch::NewsSource::Event::gone;
        events.push_back((gone ? "gone " : "flags ") +
                         std::to_string(one.number) + " " +
                         std::string(one.text));
    }
    void trouble(std::string_view text) override {
        events.push_back("trouble: " + std::string(text));
    }
    Strings take_events() { return std::exchange(events, {}); }

    /// Lets the client in. The mailbox has so many messages.
    void opens(std::uint32_t messages,
               const std::string& capabilities = "IMAP4rev1 IDLE") {
        server.says("* OK [CAPABILITY " + capabilities + "] hello");
        CHECK(server.heard() == "a1 LOGIN anna x");
        server.says("a1 OK [CAPABILITY " + capabilities + "] in");
        CHECK(server.heard() == "a2 EXAMINE INBOX");
        server.says("* " + std::to_string(messages) + " EXISTS");
        server.says("* OK [UIDVALIDITY 7] valid");
        server.says("a2 OK selected");
    }

    std::optional<std::string> position;
    Strings events;
    ImapNews source;
    std::unique_ptr<Session> session;
    ScriptedServer server;
};

/// Returns FETCH data with an envelope.
inline std::string envelope(int number, int uid, const std::string& subject) {
    return "* " + std::to_string(number) + " FETCH (UID " +
           std::to_string(uid) + " ENVELOPE (NIL \"" + subject +
           "\" ((\"Bo\" NIL \"bo\" \"x.org\")) NIL NIL NIL NIL NIL NIL NIL))";
}
