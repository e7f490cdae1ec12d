// A client that polls. It hunts for a flat from nine to nine and asks `count`
// every so often, over the wire. Only the clock is simulated, so that the day
// takes seconds.

#include "common/toy/limits.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read_until.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <string>
#include <thread>

using asio::ip::tcp;

// [day]
using Seconds = int;
constexpr Seconds day = 12 * 3600;

/// When an advert appears, counted from nine o'clock.
constexpr std::array<Seconds, 5> adverts{1234, 9999, 20002, 30303, 40123};

/// Somebody else is told at once, and answers after so long.
constexpr Seconds somebody_else = 30;
// [/day]

/// One connection, and what passed over it.
class Line {
public:
    explicit Line(const tcp::endpoint& server) : socket_(loop_) {
        connect(server);
        socket_.set_option(tcp::no_delay(true));
        next_line(); // the hello
    }

    std::string ask(const std::string& command) {
        asio::write(socket_, asio::buffer(command + "\r\n"));
        const auto reply = next_line();
        octets_ += command.size() + 2 + reply.size();
        return reply;
    }

    std::size_t octets() const { return octets_; }

private:
    /// Tries again for a few seconds: the server may be about to start.
    void connect(const tcp::endpoint& server) {
        asio::error_code error;
        for (int tries = 0; tries < 50; ++tries) {
            socket_.close(error);
            socket_.connect(server, error);
            if (!error) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        throw std::system_error(error);
    }

    std::string next_line() {
        const auto size =
            asio::read_until(socket_, asio::dynamic_buffer(came_), '\n');
        auto line = came_.substr(0, size);
        came_.erase(0, size);
        return line;
    }

    asio::io_context loop_;
    tcp::socket socket_;
    std::string came_;
    std::size_t octets_ = 0;
};

/// How a day went.
struct Day {
    int asked = 0;
    int in_vain = 0;
    int won = 0;
    Seconds late = 0; ///< all adverts together
    std::size_t octets = 0;
};

// [live]
Day live(const tcp::endpoint& server, Seconds interval) {
    Line hunter(server);
    Day today;
    std::string known = hunter.ask("count");
    std::size_t next = 0; // advert
    for (Seconds now = interval; now <= day; now += interval) {
        std::size_t posted = next;
        std::size_t before = hunter.octets();
        while (posted < adverts.size() && adverts[posted] <= now)
            hunter.ask("post Flat " + std::to_string(++posted));
        today.octets -= hunter.octets() - before; // that was the landlord
        ++today.asked;
        const auto reply = hunter.ask("count");
        if (reply == known) ++today.in_vain;
        known = reply;
        for (; next < posted; ++next) {
            const Seconds late = now - adverts[next];
            today.late += late;
            if (late < somebody_else) ++today.won;
        }
    }
    today.octets += hunter.octets();
    return today;
}
// [/live]

void print(Seconds interval, const Day& today) {
    const auto number = [](int width, auto value) {
        std::cout << std::setw(width) << value;
    };
    number(7, interval);
    number(9, today.asked);
    number(9, today.in_vain);
    number(10, today.octets);
    number(12, today.late / static_cast<int>(adverts.size()));
    number(7, today.won);
    std::cout << std::endl;
}

int main(int argc, char** argv) try {
    if (argc != 2 || std::atoi(argv[1]) <= 0 || std::atoi(argv[1]) > 65535) {
        std::cerr << "usage: " << argv[0] << " PORT\n"
                  << "Polls the server on 127.0.0.1:PORT for a day, at "
                     "different intervals,\nand says what that cost.\n";
        return 2;
    }
    const tcp::endpoint server(asio::ip::address_v4::loopback(),
                               static_cast<std::uint16_t>(std::atoi(argv[1])));
    std::cout << "  every    asked  in vain    octets   late by    won\n"
                 "seconds                                seconds   of 5\n";
    for (const Seconds interval : {600, 60, 10, 1})
        print(interval, live(server, interval));
} catch (const std::system_error& error) {
    std::cerr << argv[0] << ": " << error.code().message()
              << ". Is a server running on port " << argv[1]
              << "? Start it first:\n  ch1_server " << argv[1] << "\n";
    return 1;
}
