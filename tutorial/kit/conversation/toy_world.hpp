#pragma once

#include "common/transcript/memory.hpp"
#include "proto_server/mailbox/mailbox.hpp"
#include "proto_server/toy/toy_session.hpp"

#include <map>

namespace kit {

/// A toy server without a network: sessions that share one mailbox.
class ToyWorld : public transcript::World {
public:
    /// The server has the mailbox and the times that `transcript` asks for.
    explicit ToyWorld(const transcript::Transcript& transcript);

    Session& open(transcript::Connection connection) override;
    void close(transcript::Connection connection) override;
    void deliver(std::string_view text) override;

private:
    mail::Mailbox mailbox_;
    toy_server::ToyTimes times_;
    std::map<transcript::Connection, toy_server::ToySession> sessions_;
};

} // namespace kit
