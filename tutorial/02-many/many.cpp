// Step 1: a coroutine for each client.

#include "tutorial/01-line/conversation.hpp"
#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <exception>
#include <utility>

using asio::awaitable;
using asio::ip::tcp;

// [serve]
awaitable<void> serve(tcp::socket client, Messages& messages) {
    Conversation conversation(messages);
    std::array<char, 1024> portion;
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto hello = conversation.hello();
    co_await asio::async_write(client, asio::buffer(hello), token);
    while (!error && !conversation.finished()) {
        const auto size =
            co_await client.async_read_some(asio::buffer(portion), token);
        if (error) break; // the client has closed, most often
        const auto replies = conversation.receive({portion.data(), size});
        co_await asio::async_write(client, asio::buffer(replies), token);
    }
}
// [/serve]

// [welcome]
/// A session's own failures are values; what it throws is a mistake of ours.
void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

awaitable<void> welcome(tcp::acceptor& door, Messages& messages) {
    for (;;) {
        auto client = co_await door.async_accept(asio::use_awaitable);
        asio::co_spawn(door.get_executor(), serve(std::move(client), messages),
                       rethrow);
    }
}
// [/welcome]

// [main]
int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    asio::io_context loop(1); // one thread
    tcp::acceptor door = open_door(loop, argc, argv);
    asio::co_spawn(loop, welcome(door, messages), rethrow);
    loop.run();
}
// [/main]
