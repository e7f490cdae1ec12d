#pragma once

#include "common/session.hpp"
#include "proto_client/imap/enter.hpp"
#include "proto_client/imap/imap_client.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace client {

/// Hands octets on, both ways, as they are. In front of that it may log in by
/// IMAP, so that nobody has to type a password into a conversation.
class ShellSession : public Session, private imap_client::ImapEvents {
public:
    class Owner {
    public:
        virtual ~Owner() = default;
        /// The server has sent this, also while we log in.
        virtual void heard(std::string_view octets) = 0;
        /// The user may speak from now on.
        virtual void ready() = 0;
        /// The socket has taken what the user has said: there is room for more.
        virtual void room() = 0;
        /// The server does not let us in.
        virtual void refused(const std::string& why) = 0;
    };

    /// Logs in with `entry` if there is one. `owner` outlives the session.
    ShellSession(Owner& owner, std::optional<imap_client::Entry> entry);

    /// Sends what the user has typed.
    void type(std::string_view octets) { say(octets); }

    /// The user will type nothing more. A server of IMAP is told so; to others
    /// the end of the stream tells it.
    void end();

    void start(Clock::time_point now) override;
    std::size_t receive(std::string_view bytes, Clock::time_point now) override;
    bool go_on(Clock::time_point now) override;
    void tick(Clock::time_point now) override;
    void say_bye(std::string_view) override { finish(); }
    void tls_started() override;

    /// The connection has ended, maybe before we were let in.
    void connection_lost(std::string_view why);

private:
    void on_greeting(bool preauth) override;
    void relay();
    void begin();

    Owner& owner_;
    std::optional<imap_client::Entry> entry_;
    std::optional<imap_client::ImapClient> client_; ///< until we are let in
    bool is_imap_;
    bool let_in_ = false;
};

} // namespace client
