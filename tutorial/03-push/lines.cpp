#include "tutorial/03-push/lines.hpp"

#include "common/net/address.hpp"
#include "common/toy/limits.hpp"

#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <iostream>

using asio::ip::tcp;

Lines::Lines(std::uint16_t port) : socket_(loop_), framer_(toy::limits::line) {
    socket_.connect(tcp::endpoint(asio::ip::address_v4::loopback(), port));
    socket_.set_option(tcp::no_delay(true));
}

void Lines::say(std::string_view line) {
    asio::write(socket_, asio::buffer(std::string(line) + "\r\n"));
}

std::string Lines::hear() {
    for (;;) {
        if (const auto frame = framer_.next(came_))
            return std::string(frame->text);
        const auto size = socket_.read_some(asio::buffer(portion_));
        came_ = {portion_.data(), size};
    }
}

std::uint16_t port_of(int argc, char** argv, std::string_view does) {
    const std::string text = argc > 1 ? argv[1] : "1430";
    const auto found = net::parse_address(":" + text, {});
    if (argc <= 2 && found) return found->port;
    std::cerr << "usage: " << argv[0] << " [PORT]\n"
              << does << "\nThe server is on 127.0.0.1:PORT, 1430 if none is "
              << "given. Ctrl-C stops it.\n";
    std::exit(2);
}
