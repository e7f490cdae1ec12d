#pragma once

#include "common/transcript/memory.hpp"
#include "common/transcript/pattern.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"

#include <map>

namespace kit {

/// An IMAP server without a network: sessions that share one account.
class ImapWorld : public transcript::World {
public:
    /// The server has the messages and the times that `transcript` asks for.
    /// `<user>` may log in with `<password>`, which is a token, too. A login
    /// that fails is answered at once.
    ImapWorld(const transcript::Transcript& transcript,
              const transcript::Names& names);

    Session& open(transcript::Connection connection) override;
    void close(transcript::Connection connection) override;
    /// Delivers a message to the INBOX.
    void deliver(std::string_view text) override;

private:
    struct OneUser : imap_server::Login {
        PendingLogin check(const imap_server::LoginAttempt& attempt) override;
        bool takes_tokens() const override { return true; }

        std::string user;
        std::string password;
        std::shared_ptr<mail::Account> account;
    };

    /// UIDVALIDITY is no time here, so that each play says the same.
    mail::MemoryStore store_{{}, [](mail::Uid last) { return last + 1; }};
    OneUser login_;
    std::shared_ptr<mail::Mailbox> inbox_;
    imap_server::Service service_{login_};
    std::map<transcript::Connection, imap_server::ImapSession> sessions_;
};

} // namespace kit
