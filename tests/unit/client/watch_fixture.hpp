#pragma once

#include "proto_client/toy/toy_news.hpp"
#include "proto_client/watch/watch.hpp"
#include "tests/unit/catch.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watch_test {

using toy_client::ToyClient;
using toy_client::ToyNews;
using watch::Watch;

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

/// Notes all that the watch tells.
struct Recorder : Watch::Observer {
    Strings told;
    Strings troubles;
    Strings losses;
    std::function<void()> on_message = [] {};

    void message(const watch::NewsSource::Message& message) override {
        told.push_back(std::to_string(message.number) + " " +
                       std::string(message.text));
        on_message();
    }
    void disconnected(std::string_view why, Clock::duration) override {
        losses.emplace_back(why);
    }
    void trouble(std::string_view text) override {
        troubles.emplace_back(text);
    }
};

struct Options {
    std::chrono::seconds rearm = toy::default_rearm;
    std::optional<std::uint32_t> from;
};

/// A watch that speaks the toy protocol. The test plays the server.
struct Fixture {
    Recorder recorder;
    Clock::time_point now{1h};
    Watch watch;
    std::unique_ptr<ToyClient> client;

    explicit Fixture(Options options = {})
        : watch(
              Watch::Times{options.rearm},
              [=](auto& owner) {
                  return std::make_unique<ToyNews>(options.from, owner);
              },
              recorder, [] { return 0.5; }) {}

    /// Connects to a server with `messages` messages; returns what is sent.
    std::string connects(std::uint32_t messages) {
        const auto number = std::to_string(messages);
        CHECK(greeted("* hello toy/1 " + number + " messages\n") ==
              "count\r\n");
        return hears("ok " + number + "\n");
    }
    std::string greeted(std::string_view greeting) {
        auto session = watch.connected();
        client.reset(&dynamic_cast<ToyClient&>(*session.release()));
        client->start(now);
        return hears(greeting);
    }
    std::string hears(std::string_view bytes) {
        CHECK(client->receive(bytes, now) == bytes.size());
        return client->take_output();
    }
    void idles(std::uint32_t messages = 3) {
        CHECK(connects(messages) == "idle\r\n");
        CHECK(hears("+ idling\n").empty());
    }
    std::string after(Clock::duration time) {
        now += time;
        watch.tick(now);
        client->tick(now);
        return client->take_output();
    }
    /// Lets `time` pass, second by second; returns what the watch sends.
    std::string during(std::chrono::seconds time) {
        std::string said;
        for (auto s = 0s; s < time; ++s) said += after(1s);
        return said;
    }
    /// Cuts the connection. Returns how long the watch waits to connect again.
    Clock::duration loses(std::string_view why = "the peer closed") {
        watch.lost(why, now);
        client.reset();
        return *watch.connect_at() - now;
    }
};

} // namespace watch_test
