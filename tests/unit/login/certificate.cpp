#include "proto_server/program/certificate.hpp"
#include "tests/unit/catch.hpp"

TEST_CASE("a server's certificate comes with its CA's behind it") {
    const auto made = server::make_certificates({"localhost", "::1"}).value();
    CHECK(made.ca.starts_with("-----BEGIN CERTIFICATE-----\n"));
    CHECK(made.server.ends_with(made.ca));
    CHECK(made.server.size() > made.ca.size());
    CHECK(made.key.starts_with("-----BEGIN PRIVATE KEY-----\n"));
}

TEST_CASE("no two classes share a key") {
    const auto one = server::make_certificates({"localhost"}).value();
    const auto two = server::make_certificates({"localhost"}).value();
    CHECK(one.key != two.key);
    CHECK(one.ca != two.ca);
}

TEST_CASE("a host is a name or an address, and nothing else gets in") {
    CHECK(server::make_certificates(
        {"a-b.example.org", "192.0.2.1", "2001:db8::1"}));
    CHECK(server::make_certificates({std::string(253, 'a')}));
    for (const std::string& host :
         {std::string(), std::string("a b"), std::string("a,email:x@y"),
          std::string("a\nb"), std::string("[::1]"), std::string("a:1"),
          std::string(254, 'a')})
        CHECK_FALSE(server::make_certificates({host}));
    CHECK_FALSE(server::make_certificates({}));
}
