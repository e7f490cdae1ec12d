#pragma once

#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// The values of the names of a transcript.
using Names = std::map<std::string, std::string, std::less<>>;

/// The first difference between a line and what was expected.
struct Difference {
    enum class Wanted : std::uint8_t {
        octets, ///< `octets`
        word,   ///< any word, as the value of `name`
        other,  ///< another word than `octets`, as the value of `name`
        end,    ///< the end of the line
    };
    std::size_t offset; ///< of the first wrong octet; may be the line's length
    Wanted wanted;
    std::string octets{};
    std::optional<std::string> name{}; ///< the name that stands there, if any
};

/// Compares a line, without its end, and gives values to the names in it. When
/// there is a difference, `names` stays as it is. The time it takes grows with
/// the length of the line.
std::optional<Difference> match(const Text& pattern, std::string_view line,
                                Names& names);

/// Reads a decimal number that is no greater than `limits::varied_number`.
std::optional<std::uint32_t> to_number(std::string_view digits);

/// The text with the values of its names in their places, and three dots for
/// `...`; nothing when a name has no value.
std::optional<Text> with_values(const Text& text, const Names& names);

/// The octets that are sent; nothing when a name has no value.
std::optional<std::string> render(const Text& text, const Names& names);

/// The names of the text that have a value, as "<n> is 3, <m> is 5".
std::string say_names(const Text& text, const Names& names);

} // namespace transcript
