// Three questions at once: ch8_ask one-by-one PORT, or ch8_ask by-tag PORT.

#include "tutorial/08-tags/flats.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>

int main(int argc, char** argv) {
    const std::string_view how = argc > 1 ? argv[1] : "";
    if (how == "one-by-one")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<OneByOne>());
    if (how == "by-tag")
        return exercise::connect_session(argc - 1, argv + 1,
                                         std::make_unique<ByTag>());
    std::cerr << "ch8_ask one-by-one PORT, or ch8_ask by-tag PORT\n";
    return 2;
}
