#pragma once

#include "common/net/address.hpp"
#include "common/net/connection.hpp"
#include "proto_client/imap/imap_client.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kit::proxy {

/// The side door of an IMAP server: a connection of our own, by which messages
/// get into the INBOX and out of it. No fault happens here.
class ImapDoor : private imap_client::ImapEvents,
                 private net::Connection::Observer {
public:
    struct Account {
        std::string user, password;
    };
    /// Called with the reason if it could not be done, or with nothing.
    using Done = std::function<void(const std::optional<std::string>&)>;

    /// Logs in, and then calls `ready`. If the connection is lost later, the
    /// handler of what is under way is called. Everything that a handler needs
    /// must outlive the loop.
    ImapDoor(asio::io_context& loop, const net::Address& server,
             Account account, Done ready);
    ~ImapDoor();

    /// Delivers a message with that subject. One thing at a time.
    void deliver(const std::string& subject, Done done);
    /// Removes the messages with that subject.
    void expunge(const std::string& subject, Done done);

private:
    void on_greeting(bool preauth) override;
    void closed(net::Connection& connection, std::string_view why) override;

    void begin(net::Socket socket);
    void send(imap_client::PlainCommand command, std::function<void()> next);
    void remove(const std::vector<imap_client::Uid>& uids);
    void finish(const std::optional<std::string>& trouble);

    /// Calls `words`, and sends what the client then has to say.
    void talk(const std::function<void()>& words);

    asio::io_context& loop_;
    Account account_;
    Done done_; ///< of what is under way
    net::Socket socket_;
    std::shared_ptr<net::Connection> connection_;
    imap_client::ImapClient* client_ = nullptr; ///< the connection has it
};

} // namespace kit::proxy
