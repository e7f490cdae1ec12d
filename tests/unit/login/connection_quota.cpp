// Limits on connections, and on failed logins.
#include "proto_server/login/connection_quota.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/login/failed_logins.hpp"
#include "proto_server/login/origin.hpp"
#include "tests/unit/catch.hpp"

#include <vector>

using namespace std::chrono_literals;

TEST_CASE("a name has as many slots as the limit, and not more") {
    login::ConnectionQuota quota(2);
    auto first = quota.take("ann");
    auto second = quota.take("ann");
    CHECK(first);
    CHECK(second);
    CHECK_FALSE(quota.take("ann"));
    CHECK(quota.take("bob")); // and is given back at once
    first.reset();
    CHECK(quota.take("ann"));
    second.reset();
    CHECK(quota.names() == 0);
}

TEST_CASE("a slot may outlive the quota") {
    std::unique_ptr<login::ConnectionQuota::Slot> slot;
    {
        login::ConnectionQuota quota(1);
        slot = quota.take("ann");
    }
    slot.reset();
}

TEST_CASE("failures of a user from an address are counted, and forgotten") {
    login::FailedLogins failed;
    Clock::time_point now{};
    for (std::uint32_t n = 0; n < 100; ++n)
        CHECK(failed.add("a", "ann", now) == n);
    CHECK(failed.add("a", "bob", now) == 0); // somebody else at that address
    CHECK(failed.add("b", "ann", now) == 0); // ann herself, elsewhere
    now += server::limits::forget_failure - 1ms;
    CHECK(failed.add("b", "ann", now) == 1);
    now += 1ms;
    CHECK(failed.add("a", "bob", now) == 0);
    CHECK(failed.add("a", "ann", now) == 99);
    now += 100 * server::limits::forget_failure;
    CHECK(failed.add("a", "ann", now) == 0);
}

TEST_CASE("of the pairs that fail as many are kept as the limit") {
    login::FailedLogins failed;
    Clock::time_point now{};
    for (int n = 0; n < 10; ++n) failed.add("x", "x", now);
    for (std::size_t n = 1; n < server::limits::failing; ++n) {
        CHECK(failed.size() == n);
        failed.add(std::to_string(n), "x", now);
    }
    CHECK(failed.size() == server::limits::failing);
    for (const auto* more : {"y", "z"}) {
        failed.add(more, "x", now);
        CHECK(failed.size() == server::limits::failing);
    }
    CHECK(failed.add("x", "x", now) == 10); // who has failed most is kept
    now += server::limits::forget_failure;
    failed.add("w", "x", now); // and those that are forgotten make room
    CHECK(failed.size() == 2);
}

TEST_CASE("of IPv6 a network counts as one address") {
    const auto from = [](const char* text) {
        return login::origin(asio::ip::make_address(text));
    };
    CHECK(from("192.0.2.1") == "192.0.2.1");
    CHECK(from("::ffff:192.0.2.1") == "192.0.2.1");
    CHECK(from("::1") == "::1");
    CHECK(from("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(from("2001:db8:1:2:ffff::") == from("2001:db8:1:2::1"));
    CHECK(from("2001:db8:1:3::1") != from("2001:db8:1:2::1"));
}
