#include "proto_client/toy/toy_news.hpp"
#include "proto_client/watch/watch.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/toy/toy_session.hpp"
#include "tests/unit/catch.hpp"

#include <random>
#include <vector>

using toy_client::ToyNews;
using watch::Watch;

using namespace std::chrono_literals;

// A watch and a real server in memory. Whatever happens, and in any order, each
// message is reported once, and in order.

namespace {

struct MessagesTold : Watch::Observer {
    std::vector<std::string> messages;
    std::vector<std::string> troubles;

    void message(const watch::NewsSource::Message& message) override {
        CHECK(message.number == messages.size() + 1);
        messages.emplace_back(message.text);
    }
    void trouble(std::string_view text) override {
        troubles.emplace_back(text);
    }
};

/// A network of two ends. It loses no octets until it breaks; then it loses all
/// that are on their way.
class World {
public:
    explicit World(std::uint32_t seed)
        : dice_(seed),
          watch_(
              Watch::Times{60s},
              [](auto& owner) { return std::make_unique<ToyNews>(1, owner); },
              told, [this] { return static_cast<double>(up_to(999)) / 1000; }) {
    }

    void step() {
        switch (up_to(9)) {
        case 0:
            for (auto n = up_to(40); n > 0; --n) post();
            return;
        case 1:
            return post();
        case 2:
            if (server_) server_->mailbox_changed();
            return;
        case 3:
            if (up_to(3) == 0) disconnect();
            return;
        case 4:
            if (server_ && up_to(3) == 0) server_->say_bye("for no reason");
            return;
        case 5:
            return pass(std::chrono::seconds(up_to(100)));
        default:
            return deliver();
        }
    }

    /// Lets 200 seconds pass in which nothing breaks.
    void settle() {
        for (int second = 0; second < 200; ++second) {
            pass(1s);
            for (int i = 0; i < 100; ++i) deliver();
            if (server_) server_->mailbox_changed();
        }
    }

    MessagesTold told;
    std::vector<std::string> posted;

private:
    std::uint32_t up_to(std::uint32_t most) {
        return std::uniform_int_distribution<std::uint32_t>(0, most)(dice_);
    }

    void post() {
        posted.push_back("flat " + std::to_string(posted.size() + 1));
        post_advert(mailbox_, posted.back());
    }

    /// Lets time pass, with a tick each second.
    void pass(std::chrono::seconds time) {
        for (; time > 0s; time -= 1s) {
            now_ += 1s;
            watch_.tick(now_);
            if (client_) client_->tick(now_);
            if (server_) server_->tick(now_);
            if (!client_ && now_ >= *watch_.connect_at()) connect();
        }
    }

    void connect() {
        if (up_to(3) == 0) return watch_.lost("Connection refused", now_);
        client_ = watch_.connected();
        server_ = std::make_unique<toy_server::ToySession>(mailbox_);
        client_->start(now_);
        server_->start(now_);
    }

    void disconnect() {
        if (!client_) return;
        watch_.lost("the peer closed", now_);
        client_.reset();
        server_.reset();
        to_client_.clear();
        to_server_.clear();
    }

    /// Lets some of the octets on their way arrive.
    void deliver() {
        if (!client_) return;
        to_server_ += client_->take_output();
        give(*server_, to_server_);
        to_client_ += server_->take_output();
        give(*client_, to_client_);
        const bool over = server_->finished() && to_client_.empty();
        if (over || client_->finished()) disconnect();
    }

    void give(Session& session, std::string& bytes) {
        const auto portion = bytes.substr(0, up_to(200));
        std::string_view rest = portion;
        for (bool more = true; more;) { // one request after the other
            const auto taken = session.receive(rest, now_);
            rest.remove_prefix(taken);
            more = taken > 0 && !rest.empty();
        }
        bytes.erase(0, portion.size() - rest.size());
    }

    std::mt19937 dice_;
    mail::Mailbox mailbox_;
    Clock::time_point now_{1h};
    Watch watch_;
    std::unique_ptr<Session> client_;
    std::unique_ptr<toy_server::ToySession> server_;
    std::string to_client_, to_server_;
};

} // namespace

TEST_CASE("every message is told once and in order, whatever happens") {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        World world(seed);
        for (int i = 0; i < 400; ++i) world.step();
        world.settle();
        CHECK(world.told.troubles == std::vector<std::string>{});
        REQUIRE(world.told.messages == world.posted);
    }
}
