// Exercise 2.1, solved: a coroutine for each client, on one thread.

#include "common/framing/framer.hpp"
#include "common/toy/limits.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using asio::ip::tcp;
using Messages = std::vector<std::string>;

// The reply to one line, which is given without its end.
std::string answer(std::string_view line, Messages& messages) {
    if (line == "count") return "ok " + std::to_string(messages.size());
    if (line == "noop") return "ok";
    if (line.starts_with("post ")) {
        messages.emplace_back(line.substr(5));
        return "ok " + std::to_string(messages.size());
    }
    for (std::size_t n = 1; n <= messages.size(); ++n)
        if (line == "read " + std::to_string(n)) return "ok " + messages[n - 1];
    return "bad unknown command, or no such message";
}

asio::awaitable<void> serve(tcp::socket client, Messages& messages) {
    framing::Framer framer(toy::limits::line);
    std::array<char, 1024> portion;
    std::string replies =
        "* hello toy/1 " + std::to_string(messages.size()) + " messages\r\n";
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    for (;;) {
        co_await asio::async_write(client, asio::buffer(replies), token);
        if (error) co_return;
        const auto size =
            co_await client.async_read_some(asio::buffer(portion), token);
        if (error) co_return; // the client hung up
        replies.clear();
        std::string_view bytes(portion.data(), size);
        while (const auto frame = framer.next(bytes))
            replies += answer(frame->text, messages) + "\r\n";
    }
}

// What a client does is no exception; what is thrown is a mistake of ours.
void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}

asio::awaitable<void> welcome(tcp::acceptor& door, Messages& messages) {
    for (;;) {
        auto client = co_await door.async_accept(asio::use_awaitable);
        asio::co_spawn(door.get_executor(), serve(std::move(client), messages),
                       rethrow);
    }
}

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    const auto port = argc > 1 ? std::atoi(argv[1]) : toy::default_port;
    asio::io_context loop(1);
    tcp::acceptor door(loop, {asio::ip::address_v4::loopback(),
                              static_cast<asio::ip::port_type>(port)});
    asio::co_spawn(loop, welcome(door, messages), rethrow);
    loop.run();
}
