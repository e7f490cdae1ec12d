#include "proto_server/imap/selected/view.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <random>

namespace {

/// A client's knowledge of a mailbox: it believes everything that it is told.
class Client {
public:
    explicit Client(std::size_t messages) : flags_(messages) {}

    void hear(const imap::Response& response) {
        if (const auto* exists = std::get_if<imap::Exists>(&response)) {
            REQUIRE(exists->messages > flags_.size()); // never fewer
            flags_.resize(exists->messages);
        } else if (const auto* gone = std::get_if<imap::Expunged>(&response)) {
            REQUIRE(gone->number >= 1);
            REQUIRE(gone->number <= flags_.size());
            flags_.erase(flags_.begin() + gone->number - 1);
        } else if (const auto* now = std::get_if<imap::Recent>(&response)) {
            recent_ = now->messages;
        } else {
            const auto& fetch = std::get<imap::FetchData>(response);
            REQUIRE(fetch.number <= flags_.size());
            flags_[fetch.number - 1] = std::get<imap::Flags>(fetch.values[1]);
        }
    }
    std::size_t count() const { return flags_.size(); }
    std::size_t recent() const { return recent_; }
    const std::optional<imap::Flags>& flags(std::size_t index) const {
        return flags_[index];
    }

private:
    std::vector<std::optional<imap::Flags>> flags_; ///< empty if not told
    std::size_t recent_ = 0;
};

struct Session {
    mail::Mailbox& mailbox;
    imap_server::View view{mailbox, false};
    Client client{mailbox.messages().size()};

    void hear_all(bool may_expunge) {
        view.look();
        while (const auto news = view.next(may_expunge)) {
            if (!may_expunge)
                REQUIRE_FALSE(std::holds_alternative<imap::Expunged>(*news));
            if (const auto* fetch = std::get_if<imap::FetchData>(&*news)) {
                REQUIRE(fetch->values.size() == 2);
                // RFC 9051 §7.5.2 asks for the UID.
                REQUIRE(std::get<imap::Uid>(fetch->values[0]).value ==
                        view.uid(fetch->number));
            }
            client.hear(*news);
            REQUIRE(client.count() == view.count());
        }
        REQUIRE(client.recent() == view.recent());
    }
};

/// A mailbox with several clients, in which things happen at random.
class World {
public:
    explicit World(unsigned seed) : random_(seed) {
        for (int n = 0; n < 5; ++n) add();
        mailbox_.take_recent();
        for (int n = 0; n < 3; ++n) sessions_.push_back({mailbox_});
    }

    void step() {
        const auto dice = below(10);
        if (dice < 3) add();
        if (dice == 3) remove();
        if (dice == 4 || dice == 5) flag();
        if (dice == 6 && below(20) == 0)
            for (int n = 0; n < 5000; ++n) flag();
        if (dice > 6) sessions_[below(3)].hear_all(below(2) == 0);
    }

    void check() {
        for (auto& session : sessions_) {
            session.hear_all(true);
            const auto& messages = mailbox_.messages();
            REQUIRE(session.client.count() == messages.size());
            for (std::uint32_t n = 0; n < messages.size(); ++n) {
                REQUIRE(session.view.uid(n + 1) == messages[n].uid);
                REQUIRE(session.view.number_from(messages[n].uid) == n + 1);
                const auto& flags = session.client.flags(n);
                if (flags)
                    REQUIRE(flags->has(imap::Flag::seen) ==
                            messages[n].flags.has(mail::SystemFlag::seen));
            }
        }
        for (const auto& message : mailbox_.messages())
            REQUIRE(recent_to(message.uid) == (message.uid > 5 ? 1 : 0));
    }

    /// How many sessions it is recent to.
    std::ptrdiff_t recent_to(mail::Uid uid) const {
        return std::ranges::count_if(sessions_, [uid](const auto& session) {
            return session.view.is_recent(uid);
        });
    }

private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void add() { REQUIRE(mailbox_.append("a: b\r\n\r\n", {}, {})); }

    mail::Uid any() { return mailbox_.messages()[below(size())].uid; }
    std::size_t size() const { return mailbox_.messages().size(); }

    void remove() {
        std::vector<mail::Uid> uids;
        for (auto n = below(4); n > 0 && size() > 0; --n) uids.push_back(any());
        std::sort(uids.begin(), uids.end());
        REQUIRE(mailbox_.expunge(uids));
    }

    void flag() {
        if (size() == 0) return;
        const auto uid = any();
        auto flags = mailbox_.find(uid)->flags;
        if (flags.has(mail::SystemFlag::seen))
            flags.remove(mail::SystemFlag::seen);
        else
            flags.add(mail::SystemFlag::seen);
        REQUIRE(mailbox_.set_flags(uid, flags));
    }

    std::mt19937 random_;
    mail::Mailbox mailbox_;
    std::vector<Session> sessions_;
};

} // namespace

// RFC 3501 §7.4.1 and §2.3.2
TEST_CASE("whatever happens, a client that is told all has the same numbers") {
    for (unsigned seed = 0; seed < 100; ++seed) {
        INFO("seed " << seed);
        World world(seed);
        for (int n = 0; n < 300; ++n) {
            world.step();
            if (n % 50 == 49) world.check();
        }
    }
}

TEST_CASE("what comes and goes untold is never told of") {
    mail::Mailbox mailbox;
    imap_server::View view(mailbox, false);
    const auto uid = mailbox.append("a: b\r\n\r\n", {}, {});
    view.look();
    const std::vector<mail::Uid> uids{*uid};
    REQUIRE(mailbox.expunge(uids));
    view.look();
    CHECK_FALSE(view.next(true));
    CHECK(view.count() == 0);
}
