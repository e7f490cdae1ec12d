#include "proto_server/command_line.hpp"

#include <csignal>
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    const auto command = server::read_command_line(argc, argv);
    try {
        return command();
    } catch (const std::exception& error) {
        std::cerr << "proto_server: " << error.what() << "\n";
        return 1;
    }
}
