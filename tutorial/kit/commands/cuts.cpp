#include "tutorial/kit/commands/cuts.hpp"

#include <random>
#include <stdexcept>

namespace kit::commands {

std::vector<transcript::Cut> parse_cuts(const std::string& text) {
    using enum transcript::Cut::Kind;
    if (text == "all") return {{whole}, {bytes}, {crlf}, {glued}, {random}};
    if (const auto comma = text.find(','); comma != text.npos) {
        auto cuts = parse_cuts(text.substr(0, comma));
        const auto others = parse_cuts(text.substr(comma + 1));
        cuts.insert(cuts.end(), others.begin(), others.end());
        return cuts;
    }
    auto cut = transcript::parse_cut(text);
    if (!cut)
        throw std::runtime_error(
            "--cut: there is no '" + text +
            "'; choose whole, bytes, crlf, glued, random, random:42 or all");
    if (text == "random") cut->seed = std::random_device()();
    return {*cut};
}

} // namespace kit::commands
