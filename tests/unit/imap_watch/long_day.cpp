// A day with a server that does not serve us: how often is it called?
#include "proto_client/imap/imap_news.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/watch/watch.hpp"
#include "tests/unit/catch.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

using watch::Watch;
namespace limits = client::limits;

using namespace std::chrono_literals;

namespace {

struct Nobody : Watch::Observer {
    void message(const watch::NewsSource::Message&) override {}
};

/// The times of the attempts of a day. The server answers each login so, and
/// closes.
std::vector<Clock::duration> attempts(unsigned seed, const std::string& answer,
                                      bool token = false) {
    std::mt19937 engine(seed);
    Nobody nobody;
    Watch watch(
        {limits::imap_rearm, limits::imap_poll, limits::imap_survived,
         limits::imap_longest_unsteady},
        [&](auto& owner) {
            return std::make_unique<imap_client::ImapNews>(
                imap_client::ImapNews::Options{.entry = {{"anna", "x", token}},
                                               .mailbox = "INBOX"},
                owner);
        },
        nobody,
        [&] { return std::uniform_real_distribution<double>(0, 1)(engine); });
    std::vector<Clock::duration> times;
    Clock::time_point now{};
    while (now < Clock::time_point(24h)) {
        REQUIRE(watch.connect_at());
        now = std::max(now, *watch.connect_at());
        times.push_back(now.time_since_epoch());
        const auto session = watch.connected();
        session->start(now);
        session->receive("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR "
                         "IDLE] hello\r\n",
                         now);
        CHECK(
            session->take_output().starts_with(token ? "a1 AUTH" : "a1 LOGIN"));
        session->receive("a1 " + answer + "\r\n", now);
        watch.lost("the server has closed", now);
        now += 1s;
    }
    return times;
}

/// Attempts are at least five minutes apart, and in the end half an hour; the
/// first ones of them are not looked at.
void check_patience(const std::vector<Clock::duration>& times,
                    std::size_t first) {
    for (auto i = first + 1; i < times.size(); ++i) {
        INFO("attempt " << i);
        const auto wait = times[i] - times[i - 1];
        CHECK(wait >= (i - first > 3 ? 30min : 5min));
        CHECK(wait <= 1h + 1s);
    }
    CHECK(times.size() >= 24);
}

constexpr unsigned days = 20;

} // namespace

TEST_CASE("a server that closes after the login is called 150 times a day") {
    for (unsigned seed = 1; seed <= days; ++seed) {
        INFO("seed " << seed);
        const auto count = attempts(seed, "OK in").size();
        CHECK(count < 150);
        CHECK(count > 24); // it is not given up
    }
}

TEST_CASE("a refused password is tried every five minutes, at last each hour") {
    for (unsigned seed = 1; seed <= days; ++seed) {
        INFO("seed " << seed);
        for (const auto* answer :
             {"NO [AUTHENTICATIONFAILED] no", "NO LOGIN failed.",
              "NO [ALERT] Application-specific password required"})
            check_patience(attempts(seed, answer), 0);
    }
}

TEST_CASE("of a refused token only the first is followed at once") {
    for (unsigned seed = 1; seed <= days; ++seed) {
        INFO("seed " << seed);
        const auto times =
            attempts(seed, "NO [AUTHENTICATIONFAILED] old", true);
        CHECK(times[1] - times[0] <= 1s);
        check_patience(times, 1);
    }
}
