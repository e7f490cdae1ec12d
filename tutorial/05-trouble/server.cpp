// Serves a mailbox over TCP by one of this chapter's two sessions.

#include "proto_server/mailbox/advert.hpp"
#include "tutorial/05-trouble/fragile_session.hpp"
#include "tutorial/05-trouble/sturdy_session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <iostream>

int main(int argc, char** argv) {
    const std::string_view which = argc > 1 ? argv[1] : "";
    if (argc != 3 || (which != "fragile" && which != "sturdy")) {
        std::cerr << "usage: ch5_server fragile|sturdy PORT\n";
        return 2;
    }
    mail::Mailbox mailbox;
    mail::add_sample_adverts(mailbox);
    return exercise::serve_sessions(
        argc - 1, argv + 1, [&]() -> std::unique_ptr<Session> {
            if (which == "fragile")
                return std::make_unique<fragile::FlatSession>(mailbox);
            return std::make_unique<sturdy::FlatSession>(mailbox);
        });
}
