#include "tutorial/kit/commands/address_option.hpp"

#include <stdexcept>

namespace kit::commands {

net::Address address_option(const char* option, const std::string& text,
                            std::uint16_t port) {
    const auto found = net::parse_address(text, {"127.0.0.1", port});
    if (!found)
        throw std::runtime_error(std::string(option) + ": " + found.error());
    return *found;
}

} // namespace kit::commands
