// Exercise 1.0: what has no line end yet is kept. See TASK.md.

#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <string>
#include <string_view>

using asio::ip::tcp;

constexpr std::string_view hello = "* hello toy/1 3 messages\r\n";

std::string answer(std::string_view line) {
    if (line == "count") return "ok 3\r\n";
    if (line == "noop") return "ok\r\n";
    return "bad unknown command " + std::string(line) + "\r\n";
}

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Answers the lines that are whole, and takes them out of `pending`.
std::string answer_lines(std::string& pending) {
    // TODO: one line after the other. What has no line end stays in `pending`.
    const auto reply = answer(without_line_end(pending));
    pending.clear();
    return reply;
}

void serve(tcp::socket client) {
    std::array<char, 1024> portion;
    std::string pending; // came, and has no line end yet
    asio::error_code error;
    asio::write(client, asio::buffer(hello), error);
    while (!error) {
        const auto size = client.read_some(asio::buffer(portion), error);
        if (error) break; // the client has closed, most often
        pending.append(portion.data(), size);
        asio::write(client, asio::buffer(answer_lines(pending)), error);
    }
}

int main(int argc, char** argv) {
    asio::io_context loop;
    tcp::acceptor door = open_door(loop, argc, argv);
    for (;;) serve(door.accept());
}
