#include "tutorial/kit/conversation/varied_names.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

namespace kit {

using namespace transcript;

namespace {

/// Texts of messages that a program may take for something else. Each third
/// one has characters of more than one octet, so that few plays have none.
constexpr std::array<std::string_view, 24> texts{
    "Nice duplex in the 10e",
    "Caf\u00e9 to let, 3\u20ac",
    "done",
    "ok 7",
    "\u6c49\u5b57 \u65c1\u8fb9",
    "* new 4",
    "  two blanks before it",
    "House \U0001f3e0 with a garden",
    "two blanks behind it  ",
    "12",
    "a line\u2028in a line",
    "+ idling",
    "bad luck",
    "\u00a0not a blank\u00a0",
    "no",
    "* bye",
    "e\u0301 in two characters",
    "ok done",
    "* hello toy/1 0 messages",
    "\ufeffa mark in front",
    "read 1",
    "0",
    "\u0105\u0107\u0119\u0142\u0144\u00f3\u015b\u017a\u017c",
    "quit",
};

/// The plays that a file with texts has at most.
constexpr std::size_t most_plays = 8;

/// Every fourth time around, the texts are drawn.
constexpr std::uint32_t rounds = 4;

std::uint32_t draw(std::uint32_t seed, std::size_t place, std::uint32_t below) {
    // There is no distribution: those differ between libraries.
    std::mt19937 random(seed * 31 + static_cast<std::uint32_t>(place));
    return static_cast<std::uint32_t>(random()) % below;
}

std::string number(const Varied& varied, std::uint32_t seed,
                   std::size_t place) {
    const auto& [from, to] = varied.numbers[seed % varied.numbers.size()];
    return std::to_string(from + draw(seed, place, to - from + 1));
}

std::string text(std::size_t card, std::uint32_t seed, std::size_t place) {
    const bool drawn = card / texts.size() % rounds == rounds - 1;
    std::string known(texts[card % texts.size()]);
    if (!drawn) return known;
    return std::to_string(draw(seed, place, 1000)) + ' ' + known + " \u00e9" +
           std::to_string(card);
}

std::size_t count_texts(const Transcript& transcript) {
    return static_cast<std::size_t>(
        std::ranges::count_if(transcript.varied, [](const Varied& varied) {
            return varied.numbers.empty();
        }));
}

} // namespace

Transcript write_in(Transcript transcript, const Names& names) {
    const auto write = [&](Text& text) {
        for (auto& piece : text) {
            const auto* name = std::get_if<Name>(&piece);
            if (!name || name->value ||
                std::ranges::count(transcript.varied, name->name,
                                   &Varied::name) == 0)
                continue;
            if (auto value = render({*name}, names))
                piece = Octets{std::move(*value)};
        }
    };
    for (auto& step : transcript.steps) {
        if (auto* line = std::get_if<Line>(&step.what)) write(line->text);
        if (auto* group = std::get_if<AnyOrder>(&step.what))
            for (auto& line : group->lines) write(line.text);
        if (auto* deliver = std::get_if<Deliver>(&step.what))
            write(deliver->times);
    }
    return transcript;
}

Names varied_names(const Transcript& transcript, std::uint32_t seed) {
    // The first seed is 1, and has the first value of each name.
    const auto turn = seed - 1;
    auto card = turn * count_texts(transcript);
    Names names;
    for (std::size_t place = 0; place < transcript.varied.size(); ++place) {
        const auto& varied = transcript.varied[place];
        names[varied.name] = varied.numbers.empty()
                                 ? text(card++, seed, place)
                                 : number(varied, turn, place);
    }
    return names;
}

std::size_t plays_to_vary(const Transcript& transcript) {
    std::size_t plays = 1;
    for (const auto& varied : transcript.varied)
        plays = std::max(plays, varied.numbers.size());
    const auto count = count_texts(transcript);
    if (count == 0) return plays;
    const auto all = (texts.size() + count - 1) / count;
    return std::max(plays, std::min(all, most_plays));
}

} // namespace kit
