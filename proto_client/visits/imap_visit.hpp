#pragma once

#include "proto_client/imap/imap_client.hpp"
#include "proto_client/visits/visit.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace client {

/// A command that asks an IMAP server something. It is let in first.
class ImapVisit : public Visit, private imap_client::ImapEvents {
public:
    ImapVisit(const Target& target, Reach way)
        : Visit(target, std::move(way)), imap_(*target.imap) {}

protected:
    /// The server has let us in: it is time to ask.
    virtual void entered() = 0;

    imap_client::ImapClient& client() { return *client_; }

    /// Returns the name of the mailbox, written as on the wire.
    std::string mailbox() const {
        return imap_client::wire_name(imap_.url.mailbox);
    }
    const imap_client::ImapUrl& url() const { return imap_.url; }

    /// True if the server has done what `command` asks. If not, the user is
    /// told, and the visit ends.
    bool succeeded(const imap_client::Result& result, std::string_view command);

    /// Opens the mailbox for reading only, and calls `then` if that succeeds.
    void examine(std::function<void()> then);

private:
    std::unique_ptr<Session> begin(const std::string& secret) override;
    void ended(std::string_view why) override;

    void on_greeting(bool preauth) override;
    void on_text(const imap::Untagged& text) override;
    void on_trouble(std::string_view text) override {
        output().trouble(name(), text);
    }

    ImapTarget imap_;
    imap_client::Entry entry_;
    imap_client::ImapClient* client_ = nullptr;
};

} // namespace client
