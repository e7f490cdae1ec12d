#include "tutorial/kit/conversation/toy_world.hpp"

#include "proto_server/mailbox/advert.hpp"

namespace kit {

ToyWorld::ToyWorld(const transcript::Transcript& transcript) {
    if (transcript.autologout) times_.autologout = *transcript.autologout;
    if (transcript.keepalive) times_.keepalive = *transcript.keepalive;
    const auto messages = transcript.mailbox.value_or(0);
    for (std::uint32_t n = 1; n <= messages; ++n)
        post_advert(mailbox_, "message " + std::to_string(n));
}

Session& ToyWorld::open(transcript::Connection connection) {
    return sessions_.try_emplace(connection, mailbox_, times_).first->second;
}

void ToyWorld::close(transcript::Connection connection) {
    sessions_.erase(connection);
}

void ToyWorld::deliver(std::string_view text) {
    post_advert(mailbox_, std::string(text));
}

} // namespace kit
