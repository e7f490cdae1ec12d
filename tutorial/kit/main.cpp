#include "tutorial/kit/command_line.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <csignal>
#include <exception>
#include <iostream>

using namespace kit;

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return read_command_line(argc, argv)();
    } catch (const std::exception& error) {
        std::cerr << "kit: " << error.what() << "\n";
        return exit_code::own_fault;
    }
}
