// Holds a conversation with a session, without any socket.

#include "tutorial/05-trouble/sturdy_session.hpp"

#include "proto_server/mailbox/advert.hpp"

#include <iostream>

namespace {

/// Shows what the session says, and takes it, as a client would that reads.
void show(Session& session) {
    const auto said = session.take_output();
    std::cout << (said.empty() ? "  (nothing)\n" : said);
}

} // namespace

int main() {
    mail::Mailbox mailbox;
    mail::add_sample_adverts(mailbox);
    const Clock::time_point now{};

    // [by-hand]
    sturdy::FlatSession session(mailbox);
    std::cout << "start\n";
    session.start(now);
    show(session);

    std::cout << "receive cou\n";
    session.receive("cou", now);
    show(session);

    std::cout << "receive nt CR LF idle CR LF\n";
    session.receive("nt\r\nidle\r\n", now);
    show(session);

    std::cout << "a message arrives\n";
    mail::post_advert(mailbox, "Nice duplex in the 10e");
    session.mailbox_changed();
    show(session);
    // [/by-hand]
}
