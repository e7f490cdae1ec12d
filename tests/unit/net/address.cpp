#include "common/net/address.hpp"
#include "tests/unit/catch.hpp"

using net::Address;
using net::parse_address;

TEST_CASE("an address may leave out what is usual") {
    const Address usual{"127.0.0.1", 1430};
    const auto read = [&](const char* text) {
        return *parse_address(text, usual);
    };
    CHECK(read("localhost:25") == Address{"localhost", 25});
    CHECK(read("localhost") == Address{"localhost", 1430});
    CHECK(read("1143") == Address{"127.0.0.1", 1143});
    CHECK(read(":1143") == Address{"127.0.0.1", 1143});
    CHECK(read("127.0.0.2:0") == Address{"127.0.0.2", 0});
    CHECK(read("[::1]:65535") == Address{"::1", 65535});
    CHECK(read("[::1]") == Address{"::1", 1430});
    CHECK(read("::1") == Address{"::1", 1430});
}

TEST_CASE("what is no address is refused with an example") {
    for (const auto* text :
         {"", ":", "host:", "host:port", "host:-1", "host:65536", "65536",
          "[::1", "[]:1", "[::1]1430", "[::1]:"}) {
        INFO(text);
        const auto address = parse_address(text, {"127.0.0.1", 1430});
        REQUIRE_FALSE(address);
        CHECK(address.error().find("write HOST:PORT") != std::string::npos);
    }
}

TEST_CASE("an address prints as it reads") {
    CHECK(print(Address{"::1", 1430}) == "[::1]:1430");
    CHECK(print(Address{"127.0.0.1", 0}) == "127.0.0.1:0");
}
