#include "common/framing/ascii.hpp"

#include <algorithm>

namespace framing {

std::string upper(std::string_view text) {
    std::string result(text);
    for (auto& c : result) c = upper(c);
    return result;
}

bool same(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return upper(a) == upper(b); });
}

} // namespace framing
