// Step 3: many clients, and one client's failure stops no other.

#include "tutorial/02-many/toy_conversation.hpp"
#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <exception>
#include <memory>
#include <utility>

using asio::awaitable;
using asio::ip::tcp;

// [client]
/// One client: its socket, and what is said with it.
class Client {
public:
    Client(tcp::socket socket, Messages& messages)
        : socket_(std::move(socket)), conversation_(messages) {}

    /// Keeps the client alive until the talk is over.
    static awaitable<void> serve(std::shared_ptr<Client> self);

private:
    tcp::socket socket_;
    ToyConversation conversation_;
    std::array<char, 1024> portion_;
};
// [/client]

// [serve]
awaitable<void> Client::serve(std::shared_ptr<Client> self) {
    auto& [socket, conversation, portion] = *self;
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto hello = conversation.hello();
    co_await asio::async_write(socket, asio::buffer(hello), token);
    while (!error && !conversation.finished()) {
        const auto size =
            co_await socket.async_read_some(asio::buffer(portion), token);
        if (error) break; // it has closed, or was reset, or is unplugged
        const auto replies = conversation.receive({portion.data(), size});
        co_await asio::async_write(socket, asio::buffer(replies), token);
    }
}
// [/serve]

/// A session's own failures are values; what it throws is a mistake of ours.
void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

// [welcome]
awaitable<void> welcome(tcp::acceptor& door, Messages& messages) {
    asio::steady_timer pause(door.get_executor());
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    for (;;) {
        auto socket = co_await door.async_accept(token);
        if (!error) {
            auto client = std::make_shared<Client>(std::move(socket), messages);
            asio::co_spawn(door.get_executor(), Client::serve(client), rethrow);
            continue;
        }
        // Too many files are open: some client will leave.
        pause.expires_after(std::chrono::milliseconds(100));
        co_await pause.async_wait(token);
    }
}
// [/welcome]

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    asio::io_context loop(1); // one thread
    tcp::acceptor door = open_door(loop, argc, argv);
    asio::co_spawn(loop, welcome(door, messages), rethrow);
    loop.run();
}
