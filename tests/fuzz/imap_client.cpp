// A client survives whatever a server says, in any portions and whatever its
// caller does meanwhile. It answers every command once and holds a bounded
// number of octets.
#include "proto_client/imap/imap_client.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_client/imap/fetch.hpp"
#include "proto_client/imap/idle.hpp"
#include "proto_client/imap/login.hpp"
#include "proto_client/imap/search.hpp"
#include "proto_client/imap/select.hpp"
#include "proto_client/imap/start_tls.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <memory>
#include <utility>

using fuzz::require;
using namespace imap_client;
using namespace std::chrono_literals;

namespace {

/// A caller that does one thing after another, whatever comes.
class Caller : public ImapEvents {
public:
    explicit Caller(fuzz::Input& input) : input_(input) {}

    ImapClient client{*this};

    void do_something() {
        switch (next_++ % 9) {
        case 0:
            return log_in(client, {"ann", "x", input_.by_chance(2)}, once());
        case 1:
            return send(
                std::make_unique<Select>("INBOX", input_.by_chance(2), once()));
        case 2:
            return send(std::make_unique<Idle>(
                [this] { require(!ended_, "nothing is told after the end"); },
                [end = once()](const Result& result, bool) { end(result); }));
        case 3:
            return send(std::make_unique<Fetch>(
                imap::SequenceSet{{{1, imap::SequenceSet::star}}},
                std::vector<imap::FetchItem>{{imap::FetchItem::Kind::uid}},
                [](Uid, const auto&) {}, once()));
        case 4:
            return search(client, {imap::SearchKey{}},
                          [end = once()](const Found&) { end({}); });
        case 5:
            client.send(imap::Append{"x", {}, {}, "two\r\nlines\r\n"}, once());
            return;
        case 6:
            return client.make_room();
        case 7:
            client.send(imap::List{"", {"*"}}, once());
            return;
        default:
            if (input_.by_chance(4)) start_tls(client, {});
        }
    }

    void finish() {
        client.hang_up("enough");
        ended_ = true;
        require(open_ == 0, "every command was answered");
    }

private:
    void send(std::unique_ptr<Exchange> exchange) {
        client.send(std::move(exchange));
    }

    /// Returns a handler that must be called once.
    OnResult once() {
        ++open_;
        auto called = std::make_shared<bool>();
        return [this, called](const Result&) {
            require(!std::exchange(*called, true),
                    "a command is answered once");
            --open_;
            if (input_.by_chance(3)) do_something();
        };
    }

    void on_greeting(bool) override { do_something(); }
    void on_exists(std::uint32_t) override {
        if (input_.by_chance(3)) do_something();
    }
    void on_trouble(std::string_view text) override {
        require(!text.empty() &&
                    std::none_of(text.begin(), text.end(), imap::is_control),
                "trouble can be shown");
    }

    fuzz::Input& input_;
    unsigned next_ = 0;
    int open_ = 0;
    bool ended_ = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    fuzz::Input input(data, size);
    Caller caller(input);
    auto& client = caller.client;
    Clock::time_point now{};
    client.start(now);
    for (auto portion = input.next_portion(); !portion.empty();
         portion = input.next_portion()) {
        require(client.receive(portion, now) == portion.size(),
                "it takes all it is given");
        require(client.held() <= limits::without_bodies.response +
                                     limits::without_bodies.line,
                "what it holds is bounded");
        client.take_output();
        if (client.wants_tls() && input.by_chance(2)) client.tls_started();
        if (input.by_chance(5)) client.tick(now += 5s);
        if (input.by_chance(20)) caller.do_something();
        if (input.by_chance(300)) client.say_bye({});
    }
    caller.finish();
    client.receive("* 4 EXISTS\r\n", now);
    client.tick(now + 1h);
    return 0;
}
