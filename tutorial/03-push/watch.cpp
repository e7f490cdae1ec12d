// A client that listens. It waits for each line in its turn, and chapter 4
// shows what is wrong with that.

#include "tutorial/03-push/lines.hpp"

#include <asio/error.hpp>
#include <cstdlib>
#include <iostream>

/// The number that stands behind `before`, as 4 in `* new 4`.
int number_in(const std::string& line, std::string_view before) {
    if (!line.starts_with(before)) return 0;
    return std::atoi(line.c_str() + before.size());
}

// [watch]
void watch(Lines& server) {
    int read = number_in(server.hear(), "* hello toy/1 ");
    for (;;) {
        server.say("idle");
        server.hear(); // + idling
        const int known = number_in(server.hear(), "* new ");
        server.say("done");
        server.hear(); // ok done
        while (read < known) {
            server.say("read " + std::to_string(++read));
            std::cout << read << " " << server.hear().substr(3) << std::endl;
        }
    }
}
// [/watch]

int main(int argc, char** argv) {
    const auto port = port_of(argc, argv, "Prints each new message.");
    try {
        Lines server(port);
        watch(server);
    } catch (const std::system_error& error) {
        if (error.code() == asio::error::eof) return 0; // the server closed
        std::cerr << argv[0] << ": port " << port << ": "
                  << error.code().message()
                  << ". Start the server first:\n  ch3_server " << port << "\n";
        return 1;
    }
}
