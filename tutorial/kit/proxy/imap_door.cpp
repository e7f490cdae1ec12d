#include "tutorial/kit/proxy/imap_door.hpp"

#include "common/net/listener.hpp"
#include "proto_client/imap/login.hpp"
#include "proto_client/imap/search.hpp"
#include "proto_client/imap/select.hpp"

#include <asio/connect.hpp>
#include <asio/post.hpp>
#include <utility>

namespace kit::proxy {

namespace {

std::optional<std::string> why_not(const imap_client::Result& result) {
    if (!result) return result.error();
    if (!result->ok()) return "the server says " + result->end.text;
    return std::nullopt;
}

} // namespace

ImapDoor::ImapDoor(asio::io_context& loop, const net::Address& server,
                   Account account, Done ready)
    : loop_(loop), account_(std::move(account)), done_(std::move(ready)),
      socket_(loop) {
    asio::async_connect(socket_, net::resolve(loop, server),
                        [this](asio::error_code error, const auto&) {
                            if (error == asio::error::operation_aborted) return;
                            if (error) return finish(error.message());
                            begin(std::move(socket_));
                        });
}

ImapDoor::~ImapDoor() {
    done_ = {};
    if (const auto kept = connection_) kept->close("it is over");
}

void ImapDoor::begin(net::Socket socket) {
    net::prepare(socket);
    imap_client::ImapEvents& events = *this;
    net::Connection::Observer& observer = *this;
    auto client = std::make_unique<imap_client::ImapClient>(events);
    client_ = client.get();
    connection_ = std::make_shared<net::Connection>(
        std::move(socket), std::move(client), observer, 1);
    const auto kept = connection_; // it may be lost at once
    kept->start();
}

void ImapDoor::on_greeting(bool preauth) {
    if (preauth) return finish(std::nullopt);
    imap_client::log_in(
        *client_, {account_.user, account_.password},
        [this](const imap_client::Result& result) { finish(why_not(result)); });
}

void ImapDoor::talk(const std::function<void()>& words) {
    const auto kept = connection_; // it may be lost meanwhile
    if (!kept) return finish("the connection is lost");
    kept->talk([&](Session&) { words(); });
}

void ImapDoor::deliver(const std::string& subject, Done done) {
    done_ = std::move(done);
    talk([&] {
        send(
            imap::Append{"INBOX",
                         {},
                         std::nullopt,
                         "From: Bo <bo@example.org>\r\nTo: anna@example.org\r\n"
                         "Subject: " +
                             subject + "\r\n\r\nTwo rooms, no lift.\r\n"},
            [this] { finish(std::nullopt); });
    });
}

void ImapDoor::expunge(const std::string& subject, Done done) {
    done_ = std::move(done);
    const auto found = [this](const imap_client::Found& uids) {
        if (!uids) return finish(uids.error());
        remove(*uids);
    };
    talk([&] {
        client_->send(std::make_unique<imap_client::Select>(
            "INBOX", false,
            [this, subject, found](const imap_client::Result& result) {
                if (const auto why = why_not(result)) return finish(why);
                imap::SearchKey key{imap::SearchKey::Kind::header};
                key.name = "SUBJECT";
                key.text = subject;
                imap_client::search(*client_, {key}, found);
            }));
    });
}

void ImapDoor::remove(const std::vector<imap_client::Uid>& uids) {
    if (uids.empty()) return finish("there is no such message");
    imap::Store store;
    store.uid = true;
    store.silent = true;
    store.set = imap::sequence_set(uids);
    store.action = imap::Store::Action::add;
    store.flags = {imap::Flag::deleted};
    send(store,
         [this] { send(imap::Expunge{}, [this] { finish(std::nullopt); }); });
}

void ImapDoor::send(imap_client::PlainCommand command,
                    std::function<void()> next) {
    client_->send(std::move(command),
                  [this, next = std::move(next)](const auto& result) {
                      if (const auto why = why_not(result)) return finish(why);
                      next();
                  });
}

void ImapDoor::closed(net::Connection&, std::string_view why) {
    connection_.reset();
    client_ = nullptr;
    finish("the connection was lost: " + std::string(why));
}

void ImapDoor::finish(const std::optional<std::string>& trouble) {
    // In a later turn of the loop: the client is in the midst of its work, and
    // `done` may want more of it.
    if (done_)
        asio::post(loop_, [done = std::exchange(done_, {}), trouble] {
            done(trouble);
        });
}

} // namespace kit::proxy
