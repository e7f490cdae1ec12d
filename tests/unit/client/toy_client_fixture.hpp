#pragma once

#include "proto_client/toy/toy_client.hpp"
#include "tests/unit/catch.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

/// Writes down the events of a client.
struct HeardEvents : toy_client::ToyEvents {
    Strings heard;

    void on_hello(const toy::Hello& hello) override { add(hello); }
    void on_new(const toy::New& event) override { add(event); }
    void on_still_here(const toy::StillHere& sign) override { add(sign); }
    void on_bye(const toy::Bye& bye) override { add(bye); }
    void on_other(const toy::OtherEvent& event) override { add(event); }
    void on_idling() override { heard.push_back("idling"); }
    void on_unsubscribed(std::string_view why) override {
        heard.push_back("unsubscribed: " + std::string(why));
    }
    void on_trouble(std::string_view text) override {
        heard.push_back("trouble: " + std::string(text));
    }
    void add(const toy::ServerLine& line) { heard.push_back(print(line)); }
};

/// A client that has been greeted, and the events that it reports.
struct Fixture {
    HeardEvents events;
    Strings replies;
    Clock::time_point now{};
    toy_client::ToyClient client{events};

    explicit Fixture(std::string_view greeting = "* hello toy/1 3 messages\n") {
        client.start(now);
        hears(greeting);
        events.heard.clear();
    }
    /// Gives `bytes` to the client, and returns what it sends.
    std::string hears(std::string_view bytes) {
        CHECK(client.receive(bytes, now) == bytes.size());
        return client.take_output();
    }
    std::string sends(const toy_client::ToyClient::Request& request) {
        client.send(request, [this](const auto& result) {
            replies.push_back(result ? print(toy::ServerLine{*result})
                                     : "none: " + result.error());
        });
        return client.take_output();
    }
    std::string subscribes() {
        client.subscribe();
        return client.take_output();
    }
    std::string unsubscribes() {
        client.unsubscribe();
        return client.take_output();
    }
    void idles() {
        CHECK(subscribes() == "idle\r\n");
        CHECK(hears("+ idling\n").empty());
        events.heard.clear();
    }
    std::string after(Clock::duration time) {
        client.tick(now += time);
        return client.take_output();
    }
    Strings news() { return std::exchange(events.heard, {}); }
};
