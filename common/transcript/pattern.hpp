#pragma once

#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// What the names of a transcript have been found to stand for.
using Names = std::map<std::string, std::string, std::less<>>;

/// Where a line stops being what was expected.
struct Difference {
    std::size_t offset; ///< of the first wrong octet; may be the line's length
    /// The name that stands there, when it is one.
    std::optional<std::string> name;
    /// What was expected there: the octets, or nothing at the pattern's end.
    std::string expected;
};

/// Compares a line, without its end, and binds the names that are in it. When
/// there is a difference, no name is bound. Takes time as the line is long.
std::optional<Difference> match(const Text& pattern, std::string_view line,
                                Names& names);

/// What is sent; nothing when a name is not bound.
std::optional<std::string> render(const Text& text, const Names& names);

/// `<name>`s of the text that are bound, as "<n> is 3, <m> is 5".
std::string say_names(const Text& text, const Names& names);

} // namespace transcript
