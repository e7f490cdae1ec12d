#include "proto_client/command_line.hpp"
#include "proto_client/exit_code.hpp"

#include <csignal>
#include <exception>
#include <iostream>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return client::read_command_line(argc, argv)();
    } catch (const std::exception& error) {
        std::cerr << "proto_client: " << error.what() << "\n";
        return client::exit_code::failed;
    }
}
