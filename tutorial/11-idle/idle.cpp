// A watch for mail: ch11_watch until-tag PORT, or ch11_watch at-once PORT.

#include "tutorial/11-idle/watch.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>

int main(int argc, char** argv) {
    using namespace std::chrono_literals;
    const std::string_view how = argc > 1 ? argv[1] : "";
    // A client that waits for mail says 9 minutes here. Two seconds are for
    // those who wait for the client.
    if (how == "until-tag")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<UntilTag>(2s));
    if (how == "at-once")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<AtOnce>(9min));
    std::cerr << "ch11_watch until-tag PORT, or ch11_watch at-once PORT\n";
    return 2;
}
