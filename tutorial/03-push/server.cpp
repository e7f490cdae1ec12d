// A server that speaks first: tells all who idle of each new message.

#include "common/toy/limits.hpp"
#include "tutorial/01-line/door.hpp"
#include "tutorial/03-push/conversation.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <memory>
#include <set>
#include <string>
#include <utility>

using asio::awaitable;
using asio::ip::tcp;

// [client]
/// One client: its socket, and what is said with it.
struct Client {
    tcp::socket socket;
    Conversation conversation;
    std::string unsent;   ///< said, and not yet on its way
    bool writing = false; ///< a `write` is at work
};

struct House {
    Messages messages;
    std::set<std::shared_ptr<Client>> idling;
};
// [/client]

// [write]
/// The only one that writes to this client. It ends when all is sent.
awaitable<void> write(std::shared_ptr<Client> client) {
    asio::error_code error;
    while (!client->unsent.empty() && !error) {
        const auto bytes = std::exchange(client->unsent, {});
        co_await asio::async_write(
            client->socket, asio::buffer(bytes),
            asio::redirect_error(asio::use_awaitable, error));
    }
    client->writing = false;
}

/// Whoever has something to say to a client, says it here.
void send(const std::shared_ptr<Client>& client, std::string_view bytes) {
    client->unsent += bytes;
    if (client->unsent.empty() || client->writing) return;
    client->writing = true;
    asio::co_spawn(client->socket.get_executor(), write(client),
                   asio::detached);
}
// [/write]

// [tell]
void tell_news(const House& house) {
    for (const auto& client : house.idling)
        send(client, client->conversation.news());
}
// [/tell]

// [serve]
awaitable<void> serve(std::shared_ptr<Client> client, House& house) {
    std::array<char, 1024> portion;
    asio::error_code error;
    auto& conversation = client->conversation;
    send(client, conversation.hello());
    while (!conversation.finished()) {
        const auto size = co_await client->socket.async_read_some(
            asio::buffer(portion),
            asio::redirect_error(asio::use_awaitable, error));
        if (error) break; // the client has closed, most often
        send(client, conversation.receive({portion.data(), size}));
        if (conversation.idling()) {
            house.idling.insert(client);
        } else {
            house.idling.erase(client);
        }
        tell_news(house);
    }
    house.idling.erase(client);
}
// [/serve]

awaitable<void> accept(tcp::acceptor door, House& house) {
    for (;;) {
        asio::error_code error;
        auto socket = co_await door.async_accept(
            asio::redirect_error(asio::use_awaitable, error));
        if (error) continue;
        auto client = std::make_shared<Client>(
            Client{std::move(socket), Conversation(house.messages), {}});
        asio::co_spawn(door.get_executor(), serve(std::move(client), house),
                       asio::detached);
    }
}

int main(int argc, char** argv) {
    asio::io_context loop;
    House house{{"Studio to let in the 5e", "Flat to rent in the 11e",
                 "Two rooms under the roof"},
                {}};
    asio::co_spawn(loop, accept(open_door(loop, argc, argv), house),
                   asio::detached);
    loop.run();
}
