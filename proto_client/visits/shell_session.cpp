#include "proto_client/visits/shell_session.hpp"

#include <utility>

namespace client {

using imap_client::Entered;

ShellSession::ShellSession(Owner& owner,
                           std::optional<imap_client::Entry> entry)
    : owner_(owner), entry_(std::move(entry)), is_imap_(entry_) {
    if (is_imap_)
        client_.emplace(static_cast<imap_client::ImapEvents&>(*this),
                        imap_client::limits::with_bodies);
}

void ShellSession::start(Clock::time_point now) {
    if (!client_) return begin();
    client_->start(now);
}

void ShellSession::begin() {
    let_in_ = true;
    owner_.ready();
}

std::size_t ShellSession::receive(std::string_view bytes,
                                  Clock::time_point now) {
    owner_.heard(bytes);
    if (client_) client_->receive(bytes, now);
    relay();
    return bytes.size();
}

void ShellSession::on_greeting(bool) {
    enter(*client_, *std::exchange(entry_, {}), [this](const Entered& in) {
        if (in) return begin();
        client_->hang_up(in.error().why);
    });
}

/// Passes on what the client wants. It has no more to say when we are let in.
void ShellSession::relay() {
    if (!client_) return;
    say(client_->take_output());
    if (client_->wants_tls()) want_tls();
    if (client_->finished()) {
        const auto why = client_->why();
        client_.reset();
        finish();
        return owner_.refused(why);
    }
    if (let_in_) client_.reset();
}

bool ShellSession::go_on(Clock::time_point) {
    if (let_in_ && output().empty()) owner_.room();
    return false;
}

void ShellSession::tick(Clock::time_point now) {
    if (client_) client_->tick(now);
    relay();
}

void ShellSession::tls_started() {
    Session::tls_started();
    if (client_) client_->tls_started();
    relay();
}

void ShellSession::connection_lost(std::string_view why) {
    if (client_) client_->connection_lost(why);
    client_.reset();
}

void ShellSession::end() {
    if (is_imap_) say("end LOGOUT\r\n");
}

} // namespace client
