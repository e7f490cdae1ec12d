// One connection, with a simple filter between its socket and its session:
// letters change their case.
#include "tests/unit/catch.hpp"
#include "tests/unit/net/connection_fixture.hpp"

using namespace one_connection;

TEST_CASE("nothing is said before the handshake is done") {
    Filtered f;
    CHECK(f.silent());
    CHECK(f.sent_plain.empty());
    f.send("hell");
    CHECK(f.silent());
    f.send("oABC"); // its octets may come together with its end
    CHECK(f.hear(5) == "hIABC");
    CHECK(f.received_plain == "abc");
    CHECK(f.sent_plain == "Hiabc");
}

TEST_CASE("a handshake is waited for so long and no longer") {
    Filtered f;
    f.send("hell");
    f.after(0s);
    f.after(net::handshake_time - 1ms);
    CHECK(f.connection->is_open());
    f.after(1ms);
    CHECK_FALSE(f.connection->is_open());
    CHECK(f.ends("the TLS handshake was not done within 30 seconds"));
}

TEST_CASE("once it is done, the last words have their own time") {
    Filtered f;
    f.after(0s);
    f.after(net::handshake_time - 1ms);
    f.shake_hands();
    f.send("Q");
    CHECK(f.session_hears("q"));
    f.after(1ms);
    f.after(net::closing_time - 2ms);
    CHECK(f.connection->is_open());
    f.after(2ms);
    CHECK(f.ends("the peer did not close"));
}

TEST_CASE("the session's goodbye comes before the filter's") {
    Filtered f;
    f.shake_hands();
    f.send("ABQC");
    CHECK(f.hear(4) == "ABQ.");
    CHECK(f.session_hears("abq"));
    f.peer.close(); // after a goodbye, so the connection was not cut
    f.run();
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("the filter's goodbye is answered, and ends it") {
    Filtered f;
    f.shake_hands();
    f.send("A.");
    CHECK(f.hear(2) == "A.");
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("an end without a goodbye is noted") {
    Filtered f;
    f.shake_hands();
    f.peer.close();
    f.run();
    CHECK(f.ends("the stream was cut"));
}

TEST_CASE("an error of the filter ends it, and what came before it counts") {
    Filtered f;
    f.shake_hands();
    f.send("A!B");
    CHECK(f.ends("the peer shouts"));
    CHECK(f.session_hears("a"));
}

TEST_CASE("a session that is full waits, and loses nothing") {
    Filtered f;
    f.shake_hands();
    f.send("FFFFFABC");
    CHECK(f.session_hears("f")); // back-pressure
    CHECK_FALSE(f.connection->idle());
    const auto all = f.hear(5 * flood + 3);
    CHECK(all.size() == 5 * flood + 3);
    CHECK(all.ends_with("FABC"));
    CHECK(f.connection->idle());
}

TEST_CASE("while the peer does not read, no more is read through a filter") {
    Filtered f;
    f.shake_hands();
    f.send("F");
    CHECK(f.session_hears("f"));
    for (int n = 0; n < 100; ++n) f.send("!");
    CHECK(f.why.empty()); // the session has not seen them
    CHECK(f.hear(flood).size() == flood);
    CHECK(f.ends("the peer shouts"));
}

TEST_CASE("TLS begins when the session wants it, behind what it has said") {
    Fixture f(nullptr);
    CHECK(f.hear(2) == "Hi");
    f.send("at and this is thrown away");
    CHECK(f.hear(2) == "at");
    CHECK(f.session_hears("at"));
    CHECK_FALSE(f.session->wants_tls());
    f.send("helloABC");
    CHECK(f.hear(3) == "ABC");
    CHECK(f.session_hears("atabc"));
}

TEST_CASE("what comes in plain text before TLS begins is thrown away") {
    Fixture f(nullptr);
    f.hear(2);
    f.send("f"); // further output has to wait
    CHECK(f.session_hears("f"));
    f.send("t");
    CHECK(f.session_hears("ft"));
    f.send("not this");
    const auto all = f.hear(flood + 1);
    CHECK(all.size() == flood + 1);
    CHECK(all.ends_with("ft"));
    f.send("helloA");
    CHECK(f.hear(1) == "A");
    CHECK(f.session_hears("fta"));
}

TEST_CASE("a plain connection says what it hears") {
    Fixture f(nullptr);
    f.send("abq");
    CHECK(f.hear(5) == "Hiabq");
    CHECK(f.sent_plain == "Hiabq");
    f.peer.close();
    f.run();
    CHECK(f.ends(net::peer_closed));
}

TEST_CASE("what cannot be sent at once is sent as the peer reads, in order") {
    Fixture f(nullptr);
    f.send("abf");
    const auto all = f.hear(2 + 2 + flood);
    CHECK(all == "Hiab" + std::string(flood, 'f'));
    CHECK(f.sent_plain == all);
    CHECK(f.connection->idle());
    f.send("c");
    CHECK(f.hear(1) == "c");
}

TEST_CASE("the end of what we say is told, and the peer is heard further") {
    Fixture f(nullptr);
    f.connection->talk([](Session& session) { session.receive("abc", {}); });
    f.connection->end_sending();
    CHECK(f.hear(100) == "Hiabc"); // up to the end of the stream
    CHECK(f.connection->is_open());
    f.send("d");
    CHECK(f.session_hears("abcd"));
}

TEST_CASE("through a filter the end of what we say cannot be told") {
    Filtered f;
    f.shake_hands();
    f.connection->end_sending();
    f.send("ABC");
    CHECK(f.hear(3) == "ABC");
}
