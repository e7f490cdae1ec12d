#include "proto_client/limits.hpp"
#include "proto_client/watch/watch.hpp"
#include "tests/unit/catch.hpp"

#include <vector>

using watch::NewsSource;
using watch::Watch;

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

// What a watch asks of its news source. The protocol of this one does not
// exist.

namespace {

constexpr auto rearm = 9min;

struct SilentSession : Session {
    void start(Clock::time_point) override {}
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        return bytes.size();
    }
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }
};

/// Writes down the calls of the watch. The test says what the server does.
class FakeSource : public NewsSource {
public:
    FakeSource(Owner& its_owner, Strings& calls, Clock::time_point& heard)
        : owner(its_owner), calls_(calls), heard_(heard) {}

    std::unique_ptr<Session> take_session() override {
        return std::make_unique<SilentSession>();
    }
    void ask(const std::optional<Position>& position) override {
        calls_.push_back("ask " + position.value_or("nothing"));
    }
    void wait() override { calls_.emplace_back("wait"); }
    void rearm() override { calls_.emplace_back("rearm"); }
    void say_bye() override { calls_.emplace_back("bye"); }
    void hang_up(std::string_view why) override {
        calls_.push_back("hang up: " + std::string(why));
    }
    const std::string& why() const override { return own_why; }
    Clock::time_point last_heard() const override { return heard_; }

    Owner& owner;
    std::string own_why;

private:
    Strings& calls_;
    Clock::time_point& heard_;
};

struct Fixture : Watch::Observer {
    Clock::time_point now{1h};
    Clock::time_point heard = now;
    Strings calls, told, losses;
    FakeSource* source = nullptr;
    Watch watch{Watch::Times{rearm},
                [this](auto& owner) {
                    auto made =
                        std::make_unique<FakeSource>(owner, calls, heard);
                    source = made.get();
                    return made;
                },
                *this, [] { return 0.5; }};
    std::unique_ptr<Session> session;

    void message(const watch::NewsSource::Message& message) override {
        told.push_back(std::to_string(message.number) + " " +
                       std::string(message.text));
    }
    void disconnected(std::string_view why, Clock::duration) override {
        losses.emplace_back(why);
    }

    void connect() {
        session = watch.connected();
        heard = now;
        source->owner.ready(3);
    }
    Strings take_calls() { return std::exchange(calls, {}); }
    /// Lets time pass; returns the calls of the watch.
    Strings after(Clock::duration time) {
        now += time;
        watch.tick(now);
        return take_calls();
    }
    void waits(bool pushed) {
        connect();
        source->owner.moved_to("3857529045 42");
        source->owner.caught_up();
        source->owner.waiting(pushed);
        CHECK(take_calls() == Strings{"ask nothing", "wait"});
    }
};

} // namespace

TEST_CASE("a position is handed back as the source has said it") {
    Fixture f;
    f.waits(true);
    f.source->owner.nudged();
    CHECK(f.take_calls() == Strings{"ask 3857529045 42"});
    f.watch.lost("the peer closed", f.now);
    f.take_calls();
    f.connect();
    CHECK(f.take_calls() == Strings{"ask 3857529045 42"});
}

TEST_CASE("a position moves when a message has been told, and not before") {
    Fixture f;
    f.waits(true);
    f.source->owner.nudged();
    f.source->owner.message({43, "Loft"});
    f.source->owner.moved_to("3857529045 43");
    f.source->owner.message({44, "Studio"});
    f.watch.lost("killed", f.now);
    f.take_calls();
    f.connect();
    CHECK(f.take_calls() == Strings{"ask 3857529045 43"});
    CHECK(f.told == Strings{"43 Loft", "44 Studio"});
}

TEST_CASE("a source that is pushed to is re-armed when it has waited long") {
    Fixture f;
    f.waits(true);
    CHECK(f.after(rearm - 1s).empty());
    CHECK(f.after(1s) == Strings{"rearm"});
    CHECK(f.after(1s).empty());
    f.heard = f.now;
    f.source->owner.waiting(true);
    CHECK(f.after(rearm - 1s).empty());
    CHECK(f.after(1s) == Strings{"rearm"});
}

TEST_CASE("a source that nobody pushes to is re-armed often") {
    Fixture f;
    f.waits(false);
    CHECK(f.after(client::limits::retry_idle - 1s).empty());
    CHECK(f.after(1s) == Strings{"rearm"});
}

TEST_CASE("a source that was asked is not re-armed") {
    Fixture f;
    f.waits(true);
    CHECK(f.after(rearm - 1s).empty());
    f.source->owner.nudged();
    f.take_calls();
    CHECK(f.after(30s).empty());
    f.source->owner.caught_up();
    f.heard = f.now;
    f.source->owner.waiting(true);
    CHECK(f.take_calls() == Strings{"wait"});
    CHECK(f.after(rearm - 1s).empty());
}

TEST_CASE("nudges for nothing are followed once a second, and news at once") {
    Fixture f;
    f.waits(true);
    const auto nudged = [&] {
        f.source->owner.nudged();
        return f.take_calls();
    };
    const Strings asks{"ask 3857529045 42"};
    for (int i = 0; i < client::limits::idle_talk; ++i) CHECK(nudged() == asks);
    CHECK(nudged().empty());
    CHECK(f.after(1s) == asks);
    f.source->owner.message({43, "Loft"});
    CHECK(nudged() == asks);
}

TEST_CASE("a source that hears nothing is given up") {
    Fixture f;
    f.connect();
    f.take_calls();
    CHECK(f.after(rearm + client::limits::grace - 1s).empty());
    CHECK(f.after(1s) == Strings{"hang up: heard nothing for 600 seconds"});
}

TEST_CASE("a source knows better than the connection why it has ended") {
    Fixture f;
    f.connect();
    f.source->own_why = "the password is wrong";
    f.watch.lost("the peer closed", f.now);
    f.connect();
    f.watch.lost("reset", f.now);
    CHECK(f.losses == Strings{"the password is wrong", "reset"});
}

TEST_CASE("a watch that is stopped asks for nothing more") {
    Fixture f;
    f.connect();
    f.take_calls();
    f.watch.stop();
    f.source->owner.message({1, "Loft"});
    f.source->owner.caught_up();
    CHECK(f.take_calls() == Strings{"bye"});
    CHECK(f.told.empty());
}
