// A server that speaks first: it tells all who idle of each new message.
// Here is how octets come and go; what is said is in client.cpp.

#include "tutorial/03-push/client.hpp"
#include "tutorial/exercise/door.hpp"
#include "tutorial/exercise/welcome.hpp"

#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <memory>
#include <utility>

using asio::awaitable;
using asio::ip::tcp;

// [serve]
awaitable<void> Client::serve(std::shared_ptr<Client> self) {
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    self->say_hello();
    while (!self->finished_) {
        const auto size = co_await self->socket_.async_read_some(
            asio::buffer(self->portion_), token);
        if (error) break; // it has closed, or was reset, or is unplugged
        self->hear({self->portion_.data(), size});
    }
    self->house_.idling.erase(self.get());
}
// [/serve]

// [write]
/// The only one that writes to this client. It ends when all is sent.
awaitable<void> Client::write(std::shared_ptr<Client> self) {
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    while (!error && !self->output_.empty()) {
        const auto said = std::exchange(self->output_, {});
        co_await asio::async_write(self->socket_, asio::buffer(said), token);
    }
    self->writing_ = false;
}

/// Sends a line to this client. Every line that it is told goes through here.
void Client::say(const std::string& line) {
    output_ += line + "\r\n";
    if (std::exchange(writing_, true)) return; // `write` will find it
    asio::co_spawn(socket_.get_executor(), write(shared_from_this()), rethrow);
}
// [/write]

int main(int argc, char** argv) {
    House house{{"Studio to let in the 5e", "Flat to rent in the 11e",
                 "Two rooms under the roof"},
                {}};
    asio::io_context loop(1); // one thread; after what its clients use
    tcp::acceptor door = open_door(loop, argc, argv);
    const auto serve = [&](tcp::socket socket) {
        auto client = std::make_shared<Client>(std::move(socket), house);
        asio::co_spawn(loop, Client::serve(client), rethrow);
    };
    asio::co_spawn(loop, welcome(door, serve), rethrow);
    loop.run();
}
