#include "proto_client/watch/stay_away.hpp"
#include "proto_client/imap/refused.hpp"
#include "proto_client/limits.hpp"
#include "tests/unit/catch.hpp"

#include <random>

using imap_client::read_refusal;
using watch::Refusal;
using watch::StayAway;
using enum watch::Refusal::Kind;

using namespace std::chrono_literals;

// providers.md, section 3: how servers refuse, and how long to stay away then.

namespace {

Refusal::Kind kind_of(std::string_view code, std::string_view text,
                      Refusal::Kind otherwise = password) {
    const auto said = code.empty()
                          ? std::nullopt
                          : std::optional(imap::Code{std::string(code), ""});
    return read_refusal(said, text, otherwise).kind;
}

constexpr auto unsteady = client::limits::imap_longest_unsteady;

watch::Random always(double number) {
    return [number] { return number; };
}

} // namespace

TEST_CASE("a refusal is known by its code or by its words") {
    CHECK(kind_of("AUTHENTICATIONFAILED", "Invalid credentials") == password);
    CHECK(kind_of("AUTHENTICATIONFAILED", "x", token) == token);
    CHECK(kind_of("", "LOGIN failed.") == password);
    CHECK(kind_of("", "AUTHENTICATE failed.", token) == token);
    CHECK(kind_of("ALERT", "Application-specific password required") == set_up);
    CHECK(kind_of("", "NEOBHODIM parol prilozheniya") == set_up);
    CHECK(kind_of("", "IMAP is disabled") == set_up);
    CHECK(kind_of("", "LOGIN Unsafe Login. Please contact us") == set_up);
    CHECK(kind_of("UNAVAILABLE", "Temporary authentication failure") ==
          temporary);
    CHECK(kind_of("SERVERBUG", "x") == temporary);
    CHECK(kind_of("", "Server Unavailable. 15") == temporary);
    CHECK(kind_of("UNAVAILABLE", "Maximum number of connections from user+IP "
                                 "exceeded") == crowd);
    CHECK(kind_of("ALERT", "Too many simultaneous connections. (Failure)") ==
          crowd);
    CHECK(kind_of("LIMIT", "x") == crowd);
    CHECK(kind_of("", "User is authenticated but not connected.") == crowd);
    CHECK(kind_of("LIMIT", "Rate limit hit") == rate);
    CHECK(kind_of("OVERQUOTA",
                  "Account exceeded command or bandwidth limits.") == rate);
    CHECK(kind_of("EXPIRED", "x") == set_up);
    CHECK(kind_of("NONEXISTENT", "Unknown Mailbox", temporary) == set_up);
    CHECK(kind_of("", "Session expired", none) == none);
}

TEST_CASE("a server may say how long it wants to be left alone") {
    const auto refusal = read_refusal(
        std::nullopt,
        "Request is throttled. Suggested Backoff Time: 42000 milliseconds",
        none);
    CHECK(refusal.kind == rate);
    CHECK(refusal.wait == 42s);
    StayAway away(always(0.5), unsteady);
    CHECK(away.next(refusal, true) == 42s);
    CHECK(away.next({rate, 1h}, true) == 5min);
}

TEST_CASE("after a wrong password a server is left alone for long") {
    for (const auto kind : {password, set_up}) {
        StayAway away(always(0), unsteady);
        for (const auto wait : {5min, 10min, 20min, 30min, 30min})
            CHECK(away.next({kind}, true) == wait);
    }
}

TEST_CASE("a token that is refused is renewed at once, and only once") {
    StayAway away(always(0), unsteady);
    CHECK(away.next({token}, true) == 0s);
    CHECK(away.next({token}, true) == 5min);
    CHECK(away.next({token}, true) == 10min);
    away.reset();
    CHECK(away.next({token}, true) == 0s);
}

TEST_CASE("a server that closes after each login is called 150 times a day") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 engine(seed);
        StayAway away(
            [&] {
                return std::uniform_real_distribution<double>(0, 1)(engine);
            },
            unsteady);
        int attempts = 0;
        for (Clock::duration day{}; day < 24h; ++attempts)
            day += away.next({}, true);
        CHECK(attempts < 150);
    }
}

TEST_CASE("a network that is not there is tried every minute") {
    StayAway away(always(0), unsteady);
    for (int i = 0; i < 20; ++i) away.next({}, false);
    CHECK(away.next({}, false) == 30s);
}
