#include "common/transcript/cut.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace transcript {

namespace {

using enum Cut::Kind;

constexpr std::pair<std::string_view, Cut::Kind> kinds[] = {
    {"whole", whole}, {"bytes", bytes},   {"crlf", crlf},
    {"glued", glued}, {"random", random},
};

} // namespace

std::optional<Cut> parse_cut(std::string_view text) {
    Cut cut;
    const auto colon = text.find(':');
    const auto word = text.substr(0, colon);
    const auto kind = std::ranges::find(
        kinds, word, [](const auto& known) { return known.first; });
    if (kind == std::end(kinds)) return std::nullopt;
    cut.kind = kind->second;
    if (colon == text.npos) return cut;

    const auto seed = text.substr(colon + 1);
    const auto end = seed.data() + seed.size();
    const auto [stop, error] = std::from_chars(seed.data(), end, cut.seed);
    if (cut.kind != random || error != std::errc{} || stop != end)
        return std::nullopt;
    return cut;
}

std::string print(const Cut& cut) {
    const auto kind = std::ranges::find(
        kinds, cut.kind, [](const auto& known) { return known.second; });
    std::string text(kind->first);
    if (cut.kind == random) text += ':' + std::to_string(cut.seed);
    return text;
}

std::vector<std::string> Cutter::segments(std::string_view octets) {
    std::vector<std::string> cut;
    while (!octets.empty()) {
        const auto segment = octets.substr(0, next_length(octets));
        octets.remove_prefix(segment.size());
        cut.emplace_back(segment);
    }
    return cut;
}

std::size_t Cutter::next_length(std::string_view octets) {
    switch (cut_.kind) {
    case whole:
    case glued:
        return octets.size();
    case bytes:
        return 1;
    case crlf:
        return octets.find("\r\n") == octets.npos ? octets.size()
                                                  : octets.find("\r\n") + 1;
    case random: // no distribution: those differ between libraries
        return 1 + random_() % 16;
    }
    return octets.size();
}

} // namespace transcript
