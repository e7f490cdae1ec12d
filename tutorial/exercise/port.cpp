#include "tutorial/exercise/port.hpp"

#include "common/toy/limits.hpp"

#include <iostream>
#include <string>

namespace exercise {

std::optional<net::Address> address(int argc, char** argv,
                                    std::string_view does) {
    const net::Address local{"127.0.0.1", toy::default_port};
    const std::string text = argc == 2 ? argv[1] : "";
    const bool digits =
        !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    const auto found = net::parse_address(text, local);
    if (digits && found) return *found;
    std::cerr << "usage: " << argv[0] << " PORT\nIt " << does
              << " 127.0.0.1:PORT; PORT is a number, 0 to 65535, as in\n  "
              << argv[0] << ' ' << toy::default_port << "\n";
    return std::nullopt;
}

} // namespace exercise
