// Plays histories: ch10_histories counts|moves|rash patient|hasty

#include "tutorial/10-numbers/history.hpp"

#include <iostream>
#include <map>
#include <string_view>

namespace {

constexpr std::uint32_t histories = 1000;
constexpr int longest = 60; // steps

/// Prints the first history that goes wrong, among those with the fewest steps.
void print_shortest(History::Clients clients, bool hasty) {
    for (int steps = 1; steps <= longest; ++steps)
        for (std::uint32_t seed = 1; seed <= histories; ++seed) {
            History history(seed, clients, hasty);
            history.run(steps);
            if (history.wrong().empty()) continue;
            std::cout << "The shortest has the seed " << seed << ":\n";
            for (const auto& line : history.lines())
                std::cout << "    " << line << '\n';
            std::cout << history.wrong() << '\n';
            return;
        }
}

} // namespace

int main(int argc, char** argv) {
    using enum History::Clients;
    static const std::map<std::string_view, History::Clients> kinds{
        {"counts", counts}, {"moves", moves}, {"rash", rash}};
    const auto clients = kinds.find(argc == 3 ? argv[1] : "");
    const std::string_view server = argc == 3 ? argv[2] : "";
    const bool hasty = server == "hasty";
    if (clients == kinds.end() || (!hasty && server != "patient")) {
        std::cerr << "ch10_histories counts|moves|rash patient|hasty\n";
        return 2;
    }
    int wrong = 0;
    for (std::uint32_t seed = 1; seed <= histories; ++seed) {
        History history(seed, clients->second, hasty);
        history.run(longest);
        if (!history.wrong().empty()) ++wrong;
    }
    std::cout << histories << " histories, " << wrong << " go wrong\n";
    if (wrong > 0) print_shortest(clients->second, hasty);
    return wrong > 0 ? 1 : 0;
}
