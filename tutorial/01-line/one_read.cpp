// Step 1: one client, and what one read brings is one line.

#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <string>
#include <string_view>

using asio::ip::tcp;

constexpr std::string_view hello = "* hello toy/1 3 messages\r\n";

// [answer]
std::string answer(std::string_view line) {
    if (line == "count") return "ok 3\r\n";
    if (line == "noop") return "ok\r\n";
    return "bad unknown command " + std::string(line) + "\r\n";
}
// [/answer]

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

// [serve]
void serve(tcp::socket client) {
    std::array<char, 1024> portion;
    asio::error_code error;
    asio::write(client, asio::buffer(hello), error);
    while (!error) {
        const auto size = client.read_some(asio::buffer(portion), error);
        const std::string_view bytes(portion.data(), size);
        if (error) break; // the client has closed, most often
        const auto reply = answer(without_line_end(bytes)); // is it a line?
        asio::write(client, asio::buffer(reply), error);
    }
}
// [/serve]

// [main]
int main(int argc, char** argv) {
    asio::io_context loop;
    tcp::acceptor door = open_door(loop, argc, argv);
    for (;;) serve(door.accept());
}
// [/main]
