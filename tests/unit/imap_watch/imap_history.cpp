// Random histories of a mailbox, its server and a watch: what was told is what
// was delivered.
#include "proto_client/imap/imap_news.hpp"
#include "proto_client/watch/watch.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/imap_watch/model_server.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using watch::NewsSource;
using watch::Watch;

using namespace std::chrono_literals;

namespace {

/// The program around a watch, with its memory on disk. It can be killed right
/// after it has told a message.
struct Program : Watch::Observer {
    explicit Program(const ModelMailbox& its_mailbox) : mailbox(its_mailbox) {}

    const ModelMailbox& mailbox;
    std::optional<NewsSource::Position> stored;
    std::vector<int> told;
    bool dies_at_next = false; ///< message
    bool dead = false;
    bool numbered_anew = false; ///< the mailbox, and the watch does not know

    void message(const NewsSource::Message& message) override {
        if (dead) return;
        dead = dies_at_next;
        // Only of a message that is gone no details can be told.
        if (message.text.empty()) {
            CHECK(!mailbox.has(message.number));
            return;
        }
        told.push_back(std::stoi(std::string(message.text)));
    }
    void moved_to(const NewsSource::Position& position) override {
        if (dead) return;
        stored = position;
        if (began_anew_) numbered_anew = began_anew_ = false;
    }
    void disconnected(std::string_view, Clock::duration) override {
        began_anew_ = false;
    }
    void trouble(std::string_view text) override {
        if (text.find("numbered the mailbox anew") != text.npos)
            began_anew_ = true;
    }

private:
    bool began_anew_ = false;
};

class History {
public:
    explicit History(unsigned seed) : random_(seed) {
        manners_ = {.idles = chance(5, 6),
                    .pushes = chance(5, 6),
                    .tells_uid_next = chance(1, 2),
                    .tells_at_once = chance(2, 3),
                    .forgets = chance(1, 4)};
        for (int i = 0; i < 3; ++i) mailbox_.deliver(++last_name_);
        old_ = last_name_;
        start();
        settle();
    }

    void play() {
        for (int i = 0; i < 150; ++i) step();
        program_.dies_at_next = false;
        settle();
    }

    /// Everything that was delivered was told once, in order.
    void check() const {
        const std::set<int> once(program_.told.begin(), program_.told.end());
        CHECK(std::is_sorted(program_.told.begin(), program_.told.end()));
        CHECK(program_.told.size() <= once.size() + kills_);
        CHECK((once.empty() || *once.begin() > old_));
        for (auto name = old_ + 1; name <= last_name_; ++name)
            if (!may_be_missed_.contains(name)) {
                INFO("message " << name);
                CHECK(once.contains(name));
            }
    }

    std::size_t told() const { return program_.told.size(); }
    std::size_t kills() const { return kills_; }
    std::size_t connections() const { return connections_; }

private:
    bool chance(unsigned part, unsigned whole) {
        return random_() % whole < part;
    }
    std::size_t up_to(std::size_t most) { return random_() % (most + 1); }

    /// Starts the program, with the memory that it has.
    void start() {
        program_.dead = program_.dies_at_next = false;
        watch_ = std::make_unique<Watch>(
            Watch::Times{60s, 10s},
            [](auto& owner) {
                return std::make_unique<imap_client::ImapNews>(
                    imap_client::ImapNews::Options{.entry = {{"anna", "x"}},
                                                   .mailbox = "INBOX"},
                    owner);
            },
            program_, [this] { return static_cast<double>(up_to(99)) / 100; });
        if (program_.stored) watch_->begin_at(*program_.stored);
    }

    void end_program() {
        watch_.reset();
        session_.reset();
        start();
    }

    void connect() {
        if (session_ || !watch_->connect_at()) return;
        now_ = std::max(now_, *watch_->connect_at());
        ++connections_;
        to_client_.clear();
        to_server_.clear();
        session_ = watch_->connected();
        server_ = std::make_unique<ModelServer>(mailbox_, manners_);
        session_->start(now_);
    }

    /// All octets on their way are lost.
    void disconnect() {
        if (!session_) return;
        watch_->lost("the peer closed", now_);
        session_.reset();
    }

    void move_octets(bool all) {
        const auto portion = [&](std::string& octets) {
            const auto size = all ? octets.size() : up_to(octets.size());
            const auto some = octets.substr(0, size);
            octets.erase(0, size);
            return some;
        };
        to_server_ += session_->take_output();
        server_->receive(portion(to_server_));
        to_client_ += server_->take_output();
        session_->receive(portion(to_client_), now_);
        if (session_->finished()) disconnect();
    }

    void pass(std::chrono::seconds time) {
        now_ += time;
        watch_->tick(now_);
        if (session_) session_->tick(now_);
    }

    void deliver() {
        mailbox_.deliver(++last_name_);
        if (program_.numbered_anew) may_be_missed_.insert(last_name_);
    }

    void expunge() {
        if (mailbox_.messages.empty()) return;
        const auto at =
            mailbox_.messages.begin() +
            static_cast<std::ptrdiff_t>(up_to(mailbox_.messages.size() - 1));
        may_be_missed_.insert(at->second);
        mailbox_.messages.erase(at);
    }

    /// Messages that were not yet told count as told from then on: nobody can
    /// know better.
    void number_anew() {
        disconnect();
        mailbox_.number_anew();
        program_.numbered_anew = true;
        for (const auto& [uid, name] : mailbox_.messages)
            may_be_missed_.insert(name);
    }

    void happen() {
        switch (up_to(12)) {
        case 0:
        case 1:
        case 2:
            return deliver();
        case 3:
            return expunge();
        case 4:
            return disconnect();
        case 5:
            program_.dies_at_next = true;
            return;
        case 6:
            if (chance(1, 3)) end_program();
            return;
        case 7:
            if (chance(1, 6)) number_anew();
            return;
        default:
            return pass(std::chrono::seconds(up_to(30)));
        }
    }

    void step() {
        happen();
        connect();
        if (chance(1, 2) && session_) server_->nudge();
        for (auto i = up_to(4); i > 0 && session_; --i) move_octets(false);
        if (!program_.dead) return;
        ++kills_;
        end_program();
    }

    /// Lets everything come to rest.
    void settle() {
        for (int second = 0; second < 150; ++second) {
            connect();
            if (session_) server_->nudge();
            for (int i = 0; i < 12 && session_; ++i) move_octets(true);
            pass(1s);
        }
    }

    std::mt19937 random_;
    ModelMailbox mailbox_;
    ModelManners manners_;
    Program program_{mailbox_};
    Clock::time_point now_{1h};
    std::unique_ptr<Watch> watch_;
    std::unique_ptr<Session> session_; ///< set while there is a connection
    std::unique_ptr<ModelServer> server_;
    std::string to_client_, to_server_;
    std::set<int> may_be_missed_; ///< expunged, or numbered anew
    int last_name_ = 0;
    int old_ = 0; ///< the last message that was there before the watch
    std::size_t kills_ = 0;
    std::size_t connections_ = 0;
};

unsigned histories() {
    const auto* text = std::getenv("HISTORIES");
    return text ? static_cast<unsigned>(std::atoi(text)) : 200;
}

} // namespace

TEST_CASE("whatever happens, what is told is what was delivered") {
    std::size_t told = 0, kills = 0, connections = 0;
    for (unsigned seed = 1; seed <= histories(); ++seed) {
        INFO("seed " << seed);
        History history(seed);
        history.play();
        history.check();
        told += history.told();
        kills += history.kills();
        connections += history.connections();
    }
    CHECK(told > histories());
    if (std::getenv("HISTORIES"))
        std::cout << histories() << " histories: " << connections
                  << " connections, " << told << " messages told, " << kills
                  << " kills\n";
}
