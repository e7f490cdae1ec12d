#include "tutorial/12-tls/overhear.hpp"

#include <algorithm>
#include <iostream>

namespace {

constexpr std::size_t shown_octets = 58;

} // namespace

void overhear(std::string_view who, std::string_view octets) {
    const bool text = std::ranges::all_of(octets, [](char c) {
        return (c >= ' ' && c <= '~') || c == '\r' || c == '\n';
    });
    while (text && !octets.empty()) {
        const auto end = octets.find("\r\n");
        const auto line = octets.substr(0, end);
        std::cout << who << ": " << line.substr(0, shown_octets)
                  << (line.size() > shown_octets ? "..." : "") << '\n';
        octets.remove_prefix(std::min(end, octets.size() - 2) + 2);
    }
    if (text) return;
    std::cout << who << ": (octets)";
    for (const auto* word : {"localhost", "anna", "secret", "Nice duplex"})
        if (octets.find(word) != octets.npos)
            std::cout << ", among them \"" << word << '"';
    std::cout << '\n';
}
