// Exercise 2.1: this server serves one client, and the others wait. Make it
// serve them all. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/toy/limits.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <string>
#include <string_view>
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

// TODO: this function waits in two places, and while it waits nobody else is
// served. With coroutines it becomes an asio::awaitable<void> that says
// co_await in those places; with threads it stays as it is.
void serve(tcp::socket client, Messages& messages) {
    framing::Framer framer(toy::limits::line);
    std::array<char, 1024> portion;
    std::string replies =
        "* hello toy/1 " + std::to_string(messages.size()) + " messages\r\n";
    asio::error_code error;
    for (;;) {
        asio::write(client, asio::buffer(replies), error);
        if (error) return;
        const auto size = client.read_some(asio::buffer(portion), error);
        if (error) return; // the client hung up
        replies.clear();
        std::string_view bytes(portion.data(), size);
        while (const auto frame = framer.next(bytes))
            replies += answer(frame->text, messages) + "\r\n";
    }
}

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    const auto port = argc > 1 ? std::atoi(argv[1]) : toy::default_port;
    asio::io_context loop(1);
    tcp::acceptor door(loop, {asio::ip::address_v4::loopback(),
                              static_cast<asio::ip::port_type>(port)});
    // TODO: do not wait for one client to leave before the next is accepted.
    for (;;) serve(door.accept(), messages);
}
