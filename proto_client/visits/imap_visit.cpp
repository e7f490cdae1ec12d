#include "proto_client/visits/imap_visit.hpp"

#include "proto_client/imap/select.hpp"

namespace client {

using namespace imap_client;

std::unique_ptr<Session> ImapVisit::begin(const std::string& secret) {
    entry_ = entry(imap_, secret);
    auto made = std::make_unique<ImapClient>(static_cast<ImapEvents&>(*this),
                                             imap_client::limits::with_bodies);
    client_ = made.get();
    return made;
}

/// The client may know better than the connection why it has ended.
void ImapVisit::ended(std::string_view why) {
    client_->connection_lost(why);
    if (!stopping()) fail("no answer from " + name() + ": " + client_->why());
}

void ImapVisit::on_greeting(bool) {
    enter(*client_, std::exchange(entry_, {}), [this](const Entered& in) {
        if (in) return entered();
        client_->hang_up(in.error().why);
        fail(in.error().why, exit_code::refused);
    });
}

/// An ALERT must be shown to the user (RFC 3501 §7.1).
void ImapVisit::on_text(const imap::Untagged& text) {
    if (text.code && text.code->name == "ALERT")
        output().trouble(name(), "the server says: " + text.text);
}

bool ImapVisit::succeeded(const Result& result, std::string_view command) {
    if (stopping()) return false;
    if (!result) {
        fail("no answer from " + name() + ": " + result.error());
        return false;
    }
    if (result->ok()) return true;
    refused(command, words_of(result->end));
    done();
    return false;
}

void ImapVisit::examine(std::function<void()> then) {
    client_->send(std::make_unique<Select>(
        mailbox(), true, [this, then = std::move(then)](const Result& result) {
            if (succeeded(result, "EXAMINE " + url().mailbox)) then();
        }));
}

} // namespace client
