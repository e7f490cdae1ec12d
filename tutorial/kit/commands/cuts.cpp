#include "tutorial/kit/commands/cuts.hpp"

#include <random>
#include <stdexcept>

namespace kit::commands {

std::vector<transcript::Cut> parse_cuts(const std::string& text) {
    using enum transcript::Cut::Kind;
    if (text == "all") return {{whole}, {bytes}, {crlf}, {glued}, {random}};
    auto cut = transcript::parse_cut(text);
    if (!cut)
        throw std::runtime_error(
            "--cut: there is no '" + text +
            "'; choose whole, bytes, crlf, glued, random, random:42 or all");
    if (text == "random") cut->seed = std::random_device()();
    return {*cut};
}

} // namespace kit::commands
