#pragma once

#include "common/transcript/live.hpp"
#include "proto_server/server.hpp"

#include <ostream>

namespace server {

/// Prints when clients connect and leave.
class NoteLog : public Server::Log {
public:
    explicit NoteLog(std::ostream& out) : out_(out) {}

    void opened(std::uint32_t client, std::string_view from) override;
    void closed(std::uint32_t client, std::string_view why) override;
    void refused(std::string_view why) override;

private:
    std::ostream& out_;
};

/// Prints both sides of every conversation, as `C1:` and `S1:` lines, without
/// passwords.
class WireLog : public Server::Log {
public:
    WireLog(std::ostream& out, bool colour) : live_(out, colour), notes_(out) {}

    void opened(std::uint32_t client, std::string_view from) override;
    void received(std::uint32_t client, std::string_view bytes) override;
    void sent(std::uint32_t client, std::string_view bytes) override;
    void closed(std::uint32_t client, std::string_view why) override;
    void refused(std::string_view why) override;

private:
    transcript::LiveWire live_;
    NoteLog notes_;
};

} // namespace server
