#include "tutorial/exercise/door.hpp"

#include "common/net/address.hpp"
#include "common/toy/limits.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace {

std::string usage(const std::string& program) {
    return "usage: " + program +
           " [PORT]\nServes the toy protocol on 127.0.0.1:PORT, 1430 if none "
           "is given.\nPORT 0 is any free one. Ctrl-C stops it. As in\n  " +
           program + " 1431\n";
}

std::uint16_t port(int argc, char** argv) {
    const std::string text = argc > 1 ? argv[1] : "1430";
    if (text == "--help" || text == "-h") {
        std::cout << usage(argv[0]);
        std::exit(0);
    }
    const auto found = net::parse_address(":" + text, {});
    if (argc <= 2 && found) return found->port;
    std::cerr << argv[0] << ": one PORT, 0 to 65535, please\n"
              << usage(argv[0]);
    std::exit(2);
}

extern "C" void say_bye(int) {
    [[maybe_unused]] const auto size = write(STDOUT_FILENO, "bye\n", 4);
    _exit(0);
}

} // namespace

asio::ip::tcp::acceptor open_door(asio::io_context& loop, int argc,
                                  char** argv) {
    std::signal(SIGINT, say_bye);
    const auto number = port(argc, argv);
    try {
        // [listen]
        const asio::ip::tcp::endpoint here(asio::ip::address_v4::loopback(),
                                           number);
        asio::ip::tcp::acceptor door(loop, here);
        // [/listen]
        if (isatty(STDOUT_FILENO) == 1) // a person looks at it
            std::cout << "listening on 127.0.0.1:"
                      << door.local_endpoint().port() << std::endl;
        return door;
    } catch (const std::system_error& error) {
        std::cerr << argv[0] << ": cannot listen on port " << number << ": "
                  << error.code().message()
                  << ". Is another server running there? Try another port:\n  "
                  << argv[0] << " 1431\n";
        std::exit(1);
    }
}
