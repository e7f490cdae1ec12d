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

TEST_CASE("an address may fail so often at once, and then now and then") {
    login::FailedLogins failed;
    Clock::time_point now{};
    for (std::uint32_t n = 0; n < server::limits::failures; ++n) {
        CHECK(failed.wait("a", now) == 0s);
        failed.add("a", now);
    }
    CHECK(failed.wait("a", now) == server::limits::forget_failure);
    CHECK(failed.wait("b", now) == 0s);
    now += server::limits::forget_failure - 1ms;
    CHECK(failed.wait("a", now) == 1ms);
    now += 1ms;
    CHECK(failed.wait("a", now) == 0s);
    failed.add("a", now);
    CHECK(failed.wait("a", now) == server::limits::forget_failure);
}

TEST_CASE("failures are forgotten in time") {
    login::FailedLogins failed;
    Clock::time_point now{};
    for (std::uint32_t n = 0; n < server::limits::failures; ++n)
        failed.add("a", now);
    now += server::limits::failures * server::limits::forget_failure;
    for (std::uint32_t n = 0; n < server::limits::failures; ++n) {
        CHECK(failed.wait("a", now) == 0s);
        failed.add("a", now);
    }
    CHECK(failed.wait("a", now) > 0s);
}

TEST_CASE("of addresses that fail as many are kept as the limit") {
    login::FailedLogins failed;
    Clock::time_point now{};
    for (std::uint32_t n = 0; n < server::limits::failures; ++n)
        failed.add("x", now);
    for (std::size_t n = 1; n < server::limits::failing_addresses; ++n)
        failed.add(std::to_string(n), now);
    CHECK(failed.addresses() == server::limits::failing_addresses);
    for (const auto* more : {"y", "z"}) {
        failed.add(more, now);
        CHECK(failed.addresses() == server::limits::failing_addresses);
    }
    CHECK(failed.wait("x", now) > 0s); // the address with most failures is kept
    now += server::limits::forget_failure;
    failed.add("w", now); // and those that are forgotten make room
    CHECK(failed.addresses() == 2);
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
