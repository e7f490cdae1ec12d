// Fetches a letter: ch9_read by-lines PORT, or ch9_read by-count PORT.

#include "tutorial/09-literals/letter.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>

int main(int argc, char** argv) {
    const std::string_view how = argc > 1 ? argv[1] : "";
    if (how == "by-lines")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<ByLines>());
    if (how == "by-count")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<ByCount>());
    std::cerr << "ch9_read by-lines PORT, or ch9_read by-count PORT\n";
    return 2;
}
