#include "proto_client/toy_client.hpp"
#include "proto_client/greeting.hpp"
#include "proto_client/limits.hpp"
#include "tests/unit/catch.hpp"

#include <vector>

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

namespace {

struct Recorder : ToyEvents {
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

/// A client that has been greeted, and what comes out of it.
struct Fixture {
    Recorder events;
    Strings replies;
    Clock::time_point now{};
    ToyClient client{events};

    explicit Fixture(std::string_view greeting = "* hello toy/1 3 messages\n") {
        client.start(now);
        hears(greeting);
        events.heard.clear();
    }
    /// What the client says to that.
    std::string hears(std::string_view bytes) {
        CHECK(client.receive(bytes, now) == bytes.size());
        return client.take_output();
    }
    std::string sends(const ToyClient::Request& request) {
        client.send(request, [this](const auto& outcome) {
            replies.push_back(outcome ? print(toy::ServerLine{*outcome})
                                      : "none: " + outcome.error());
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

} // namespace

TEST_CASE("nothing is said before the greeting") {
    Fixture f("");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.subscribes().empty());
    CHECK(f.hears("* hello toy/1 3 messages\r\n") == "count\r\n");
    CHECK(f.news() == Strings{"* hello toy/1 3 messages"});
    CHECK(f.hears("ok 3\r\n") == "idle\r\n");
}

TEST_CASE("requests are sent in a burst, and replies come in their order") {
    Fixture f;
    CHECK(f.sends(toy::Read{1}) == "read 1\r\n");
    CHECK(f.sends(toy::Read{9}) == "read 9\r\n");
    CHECK(f.sends(toy::Post{"flat"}) == "post flat\r\n");
    f.hears("ok Studio\r\nno message 9\r\nok 4\r\n");
    CHECK(f.replies == Strings{"ok Studio", "no message 9", "ok 4"});
}

TEST_CASE("no more than the limit is sent in a burst") {
    Fixture f;
    for (std::size_t i = 0; i < client_limits::in_flight; ++i)
        CHECK(f.sends(toy::Noop{}) == "noop\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears("ok\n") == "count\r\n");
}

TEST_CASE("an event is told at any time and is never a reply") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("* new 4\n");
    CHECK(f.replies.empty());
    f.hears("ok 4\n* ok still here\n* moon full\n");
    CHECK(f.replies == Strings{"ok 4"});
    CHECK(f.news() == Strings{"* new 4", "* ok still here", "* moon full"});
}

TEST_CASE("an event before the go-ahead is told, and idling goes on") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.hears("* new 4\n+ idling\n* new 5\n").empty());
    CHECK(f.news() == Strings{"* new 4", "idling", "* new 5"});
    CHECK(f.client.idling_since() == f.now);
}

TEST_CASE("an event between done and its reply is told") {
    Fixture f;
    f.idles();
    CHECK(f.unsubscribes() == "done\r\n");
    CHECK(f.hears("* new 4\nok done\n").empty());
    CHECK(f.news() == Strings{"* new 4"});
}

TEST_CASE("done is said once, whoever wants it and how often") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.sends(toy::Read{1}).empty());
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("* new 4\n* new 5\n").empty());
    CHECK(f.hears("ok done\n") == "count\r\nread 1\r\n");
    CHECK(f.hears("ok 5\nok Studio\n").empty());
    CHECK(f.replies == Strings{"ok 5", "ok Studio"});
}

TEST_CASE("done wished before the go-ahead is said when that has come") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n") == "idle\r\n");
}

TEST_CASE("a wish to leave that was taken back leaves nothing behind") {
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.unsubscribes().empty());
    CHECK(f.subscribes().empty());
    CHECK(f.hears("+ idling\n").empty());
}

TEST_CASE("idling goes on when the requests are answered, if still wanted") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n") == "idle\r\n");
    CHECK(f.hears("+ idling\n").empty());
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("ok done\n") == "count\r\n");
    CHECK(f.hears("ok 3\n").empty());
}

TEST_CASE("a re-arm is done and idle") {
    Fixture f;
    f.idles();
    CHECK(f.unsubscribes() == "done\r\n");
    CHECK(f.subscribes().empty());
    CHECK_FALSE(f.client.idling_since());
    CHECK(f.hears("ok done\n") == "idle\r\n");
}

TEST_CASE("a handler may send and subscribe") {
    Fixture f;
    f.client.send(toy::Count{}, [&](const auto&) {
        f.client.subscribe();
        f.client.send(toy::Read{3}, [&](const auto& outcome) {
            f.replies.push_back(outcome->text);
        });
    });
    CHECK(f.client.take_output() == "count\r\n");
    CHECK(f.hears("ok 3\n") == "read 3\r\n");
    CHECK(f.hears("ok Loft\n") == "idle\r\n");
    CHECK(f.replies == Strings{"Loft"});
}

TEST_CASE("octets may come one at a time") {
    Fixture f;
    f.sends(toy::Read{1});
    f.subscribes();
    std::string said;
    for (const char octet : std::string("* new 4\r\nok Stu\xc3\xa9\r\n"
                                        "+ idling\r\n* new 5\r\n"))
        said += f.hears({&octet, 1});
    CHECK(said == "idle\r\n");
    CHECK(f.replies == Strings{"ok Stu\xc3\xa9"});
    CHECK(f.news() == Strings{"* new 4", "idling", "* new 5"});
}

TEST_CASE("replies and go-aheads that nobody waits for are survived") {
    Fixture f;
    CHECK(f.hears("ok 7\n+ go\n").empty());
    CHECK(f.news() ==
          Strings{"trouble: a reply that nobody waits for: 'ok 7'",
                  "trouble: a go-ahead that nobody waits for: '+ go'"});
    f.idles();
    CHECK(f.hears("bad expected done\n").empty());
    CHECK(f.news() == Strings{"trouble: a reply that nobody waits for: "
                              "'bad expected done'"});
    CHECK(f.client.idling_since());
    CHECK(f.sends(toy::Count{}) == "done\r\n");
}

TEST_CASE("lines that make no sense are survived, and shown harmlessly") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("\x1b[2Jboo\n" + std::string(1001, 'x') + "\nmaybe 3\n\nok 3\n");
    CHECK(f.replies == Strings{"ok 3"});
    CHECK(f.news() ==
          Strings{"trouble: no line of the toy: '\\x1B[2Jboo': a control "
                  "character",
                  "trouble: a line longer than 1000 octets",
                  "trouble: no line of the toy: 'maybe 3': a line begins "
                  "with *, +, ok, no or bad",
                  "trouble: no line of the toy: '': a line begins with *, +, "
                  "ok, no or bad"});
}

TEST_CASE("a server that only talks nonsense is left in the end") {
    Fixture f;
    for (int i = 1; i < client_limits::troubles; ++i) f.hears("boo\n");
    CHECK_FALSE(f.client.finished());
    f.hears("boo\n");
    CHECK(f.client.finished());
}

TEST_CASE("a server that refuses to let us idle is not asked again") {
    const auto answer =
        GENERATE(as<std::string>{}, "ok fine", "no", "bad unknown command");
    Fixture f;
    CHECK(f.subscribes() == "idle\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.hears(answer + "\n") == "count\r\n");
    CHECK(f.hears("ok 3\n").empty());
    CHECK(f.replies == Strings{"ok 3"});
    CHECK(f.news() ==
          Strings{"unsubscribed: idle was refused with '" + answer + "'"});
    CHECK(f.subscribes() == "idle\r\n");
}

TEST_CASE("a server that ends idling by itself hears no done") {
    Fixture f;
    f.idles();
    CHECK(f.hears("ok enough\n").empty());
    CHECK(f.news() == Strings{"unsubscribed: idling was ended with "
                              "'ok enough'"});
    CHECK(f.sends(toy::Count{}) == "count\r\n");
}

TEST_CASE("whatever answers done ends idling") {
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Count{}) == "done\r\n");
    CHECK(f.hears("bad unknown command\n") == "count\r\n");
    CHECK(f.news() == Strings{"trouble: done was answered with "
                              "'bad unknown command'"});
}

TEST_CASE("when the ends disagree whether we idle, no reply is mistaken") {
    const auto answer = GENERATE(as<std::string>{}, "bad done without idle",
                                 "bad expected done");
    Fixture f;
    f.idles();
    CHECK(f.sends(toy::Read{1}) == "done\r\n");
    f.sends(toy::Read{2});
    CHECK(f.hears("ok enough\n") == "read 1\r\nread 2\r\n"); // crossed our done
    f.hears(answer + std::string("\nok Studio\nok Flat\n"));
    CHECK(f.client.finished());
    const auto why =
        "the server and we are out of step: it said '" + answer + "'";
    CHECK(f.client.why() == why);
    CHECK(f.replies == Strings{"none: " + why, "none: " + why});
}

TEST_CASE("a server that owes us an answer for too long is left") {
    struct Case {
        const char* what;
        std::function<void(Fixture&)> wait_for_it;
    };
    const std::vector<Case> cases{
        {"a reply", [](Fixture& f) { f.sends(toy::Count{}); }},
        {"a go-ahead", [](Fixture& f) { f.subscribes(); }},
        {"the reply to done", [](Fixture& f) { f.idles(), f.unsubscribes(); }}};
    for (const auto& one : cases) {
        INFO(one.what);
        Fixture f;
        f.after(1h);
        one.wait_for_it(f);
        f.after(1s);
        for (int i = 1; i < 30; ++i) {
            f.hears("* new 4\n"); // speaks, and does not answer
            f.after(1s);
        }
        CHECK_FALSE(f.client.finished());
        f.after(1s);
        CHECK(f.client.finished());
        CHECK(f.client.why() == "no reply within 30 seconds");
    }
}

TEST_CASE("every reply begins the time for the next one") {
    Fixture f;
    f.sends(toy::Count{});
    f.sends(toy::Read{1});
    f.after(0s);
    f.after(29s);
    f.hears("ok 3\n");
    f.after(1s);
    f.after(29s);
    CHECK_FALSE(f.client.finished());
    f.after(1s);
    CHECK(f.client.finished());
    CHECK(f.replies == Strings{"ok 3", "none: no reply within 30 seconds"});
}

TEST_CASE("the go-ahead begins the time for what comes next") {
    Fixture f;
    f.subscribes();
    f.after(0s);
    f.after(29s);
    CHECK(f.unsubscribes().empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    f.after(1s);
    f.after(29s);
    CHECK_FALSE(f.client.finished());
    f.after(1s);
    CHECK(f.client.finished());
}

TEST_CASE("idling may take as long as it likes") {
    Fixture f;
    f.idles();
    for (int i = 0; i < 100; ++i) CHECK(f.after(1min).empty());
    CHECK_FALSE(f.client.finished());
}

TEST_CASE("a server that does not greet is left") {
    Fixture f("");
    f.after(30s);
    CHECK(f.client.why() == "no greeting within 30 seconds");
}

TEST_CASE("bye ends it, also in place of a greeting") {
    Fixture f;
    f.sends(toy::Count{});
    f.hears("* bye server is stopping\nok 3\n");
    CHECK(f.client.finished());
    CHECK(f.client.why() == "the server said bye: server is stopping");
    CHECK(f.replies.size() == 1);

    Fixture crowd("* bye too many clients\n");
    CHECK(crowd.client.why() == "the server said bye: too many clients");
}

TEST_CASE("goodbye leaves idling and quits") {
    Fixture f;
    f.idles();
    f.client.say_bye({});
    CHECK(f.client.take_output() == "done\r\n");
    CHECK(f.hears("* new 4\nok done\n") == "quit\r\n");
    CHECK_FALSE(f.client.finished());
    f.hears("* bye\r\nok quit\r\n");
    CHECK(f.client.finished());
    CHECK(f.client.why().empty());
}

TEST_CASE("goodbye before the go-ahead waits for it") {
    Fixture f;
    f.subscribes();
    f.client.say_bye({});
    CHECK(f.client.take_output().empty());
    CHECK(f.hears("+ idling\n") == "done\r\n");
    CHECK(f.hears("ok done\n") == "quit\r\n");
}

TEST_CASE("goodbye drops what was not sent and waits for what was") {
    Fixture f;
    for (std::size_t i = 0; i <= client_limits::in_flight; ++i)
        f.sends(toy::Noop{});
    f.client.say_bye({});
    CHECK(f.client.take_output().empty());
    CHECK(f.replies == Strings{"none: we are stopping"});
    for (std::size_t i = 1; i < client_limits::in_flight; ++i) f.hears("ok\n");
    CHECK(f.hears("ok\n") == "quit\r\n");
    CHECK(f.sends(toy::Count{}).empty());
    CHECK(f.replies.back() == "none: the conversation is over");
}

TEST_CASE("goodbye takes a bounded time, whatever the server does") {
    Fixture f;
    f.idles();
    f.client.say_bye({});
    f.after(0ms);
    for (int i = 1; i < 5; ++i) {
        f.after(100ms);
        f.hears("* new 4\n");
    }
    CHECK_FALSE(f.client.finished());
    f.after(100ms);
    CHECK(f.client.finished());
}

TEST_CASE("when the connection ends every request hears of it") {
    Fixture f;
    f.idles();
    f.sends(toy::Count{});
    f.sends(toy::Read{1});
    f.client.connection_lost("Connection reset by peer");
    CHECK(f.replies == Strings{"none: Connection reset by peer",
                               "none: Connection reset by peer"});
    f.client.connection_lost("again");
    CHECK(f.replies.size() == 2);
}

TEST_CASE("what is no line of the toy is not sent") {
    Fixture f;
    CHECK(f.sends(toy::Post{"a\r\nquit"}).empty());
    CHECK(f.sends(toy::Post{""}).empty());
    CHECK(f.sends(toy::Post{std::string(toy::max_text + 1, 'x')}).empty());
    CHECK(f.replies.size() == 3);
    CHECK(f.replies[2] == "none: longer than 1000 octets");
    CHECK(f.sends(toy::Count{}) == "count\r\n");
}

TEST_CASE("a server of another protocol is named") {
    struct Case {
        const char* line;
        const char* speaks;
    };
    const auto one = GENERATE(
        values<Case>({{"* OK [CAPABILITY IMAP4rev1] ready", "speak IMAP"},
                      {"HTTP/1.1 400 Bad Request", "speak HTTP"},
                      {"SSH-2.0-OpenSSH_9.2p1", "speak SSH"},
                      {"* hello toy/2 3 messages", "another version"},
                      {"ok 3", "no server of the toy"}}));
    Fixture f(std::string(one.line) + "\n");
    CHECK(f.client.finished());
    INFO(f.client.why());
    CHECK(f.client.why().find(one.speaks) != std::string::npos);
}

TEST_CASE("a greeting that is no text is shown harmlessly") {
    CHECK(in_quotes("\x1b]0;x\a\xff") == "'\\x1B]0;x\\x07\\xFF'");
    std::string long_line;
    for (int i = 0; i < 61; ++i) long_line += static_cast<char>('a' + i % 26);
    CHECK(in_quotes(long_line) == "'" + long_line.substr(0, 60) + "'...");
}
