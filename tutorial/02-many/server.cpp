// Step 3: many clients, and whatever goes wrong with one is its own affair.

#include "common/framing/framer.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/01-line/door.hpp"

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
#include <string>
#include <utility>
#include <vector>

using asio::awaitable;
using asio::ip::tcp;
using Messages = std::vector<std::string>;

// [session]
/// One client: its socket, and what is said with it.
class Client {
public:
    Client(tcp::socket socket, Messages& messages)
        : socket_(std::move(socket)), messages_(messages) {}

    /// Keeps the client alive until the talk is over.
    static awaitable<void> serve(std::shared_ptr<Client> self);

private:
    void hear(std::string_view bytes);
    void answer(std::string_view line);
    void answer(const toy::Count&) { say_count(); }
    void answer(const toy::Read& read);
    void answer(const toy::Post& post);
    void answer(const toy::Noop&) { say("ok"); }
    void answer(const toy::Quit&);
    void answer(const auto&) { say("bad not before chapter 3"); }

    void say_count() { say("ok " + std::to_string(messages_.size())); }
    void say(const std::string& line) { output_ += line + "\r\n"; }

    tcp::socket socket_;
    Messages& messages_;
    framing::Framer framer_{toy::max_line};
    std::array<char, 1024> portion_;
    std::string output_; ///< to be sent
    bool finished_ = false;
};
// [/session]

// [serve]
awaitable<void> Client::serve(std::shared_ptr<Client> self) {
    asio::error_code error;
    const auto token = asio::redirect_error(asio::use_awaitable, error);
    self->say("* hello toy/1 " + std::to_string(self->messages_.size()) +
              " messages");
    for (;;) {
        const auto said = std::exchange(self->output_, {});
        co_await asio::async_write(self->socket_, asio::buffer(said), token);
        if (error || self->finished_) co_return;
        const auto size = co_await self->socket_.async_read_some(
            asio::buffer(self->portion_), token);
        if (error) co_return; // it has closed, or was reset, or is unplugged
        self->hear({self->portion_.data(), size});
    }
}
// [/serve]

void Client::hear(std::string_view bytes) {
    while (const auto frame = framer_.next(bytes)) {
        if (finished_) return; // what follows `quit` is not read
        if (frame->kind == framing::Frame::Kind::too_long) {
            say("bad line longer than 1000 octets");
        } else {
            answer(frame->text);
        }
    }
}

// [answer]
void Client::answer(std::string_view line) {
    const auto command = toy::parse_command(line);
    if (!command) return say("bad " + command.error().what);
    std::visit([this](const auto& known) { answer(known); }, *command);
}

void Client::answer(const toy::Read& read) {
    if (read.number >= 1 && read.number <= messages_.size())
        return say("ok " + messages_[read.number - 1]);
    say("no message " + std::to_string(read.number) + ", there are " +
        std::to_string(messages_.size()));
}

void Client::answer(const toy::Post& post) {
    messages_.push_back(post.text);
    say_count();
}
// [/answer]

void Client::answer(const toy::Quit&) {
    say("* bye");
    say("ok quit");
    finished_ = true;
}

/// A session's own failures are values; what it throws is a mistake of ours.
void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

// [welcome]
awaitable<void> welcome(tcp::acceptor& door, Messages& messages) {
    asio::steady_timer pause(door.get_executor());
    asio::error_code error;
    const auto token = asio::redirect_error(asio::use_awaitable, error);
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
