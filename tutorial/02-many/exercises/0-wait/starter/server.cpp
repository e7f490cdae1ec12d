// Exercise 2.0: this server says hello and hangs up. Make it listen. See
// TASK.md.

#include "common/framing/framer.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

using asio::awaitable;
using asio::ip::tcp;

int messages = 3;

std::string answer(std::string_view line) {
    if (line.starts_with("post ")) ++messages;
    if (line == "count" || line.starts_with("post "))
        return "ok " + std::to_string(messages) + "\r\n";
    return "bad unknown command\r\n";
}

// Takes a portion, and returns the replies to the lines that are whole.
std::string replies_to(framing::Framer& framer, std::string_view portion) {
    std::string replies;
    while (const auto frame = framer.next(portion))
        replies += answer(frame->text);
    return replies;
}

awaitable<void> serve(tcp::socket client) {
    framing::Framer framer(toy::limits::line);
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    const auto hello =
        "* hello toy/1 " + std::to_string(messages) + " messages\r\n";
    co_await asio::async_write(client, asio::buffer(hello), token);
    // TODO: read into a std::array<char, 1024>, and write the replies to what
    // came (replies_to), again and again, until the client has closed.
}

void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

awaitable<void> welcome(tcp::acceptor& door) {
    for (;;) {
        auto client = co_await door.async_accept(asio::use_awaitable);
        asio::co_spawn(door.get_executor(), serve(std::move(client)), rethrow);
    }
}

int main(int argc, char** argv) {
    asio::io_context loop(1); // one thread
    tcp::acceptor door = open_door(loop, argc, argv);
    asio::co_spawn(loop, welcome(door), rethrow);
    loop.run();
}
