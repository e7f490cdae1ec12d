#pragma once

#include "common/framing/part.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fuzz {

/// Checks the named parts of a text: they lie in it, in order, and none
/// overlaps another. The octets of a number are a number.
inline void check_parts(std::string_view text,
                        const std::vector<framing::Part>& parts) {
    std::size_t at = 0;
    for (const auto& part : parts) {
        require(part.begin >= at && part.begin < part.end &&
                    part.end <= text.size(),
                "the parts lie in order in the text");
        require(!part.name.empty(), "a part has a name");
        at = part.end;
        if (!part.name.starts_with("a number")) continue;
        const auto octets = text.substr(part.begin, part.end - part.begin);
        std::uint64_t value = 0;
        const auto [stop, error] =
            std::from_chars(octets.begin(), octets.end(), value);
        require(error == std::errc{} && stop == octets.end(),
                "a number's octets are its value");
    }
}

} // namespace fuzz
