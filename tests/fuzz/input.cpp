#include "tests/fuzz/input.hpp"

#include <cstdlib>
#include <iostream>

namespace fuzz {

Input::Input(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return;
    bytes_ = {reinterpret_cast<const char*>(data) + 1, size - 1};
    rest_ = bytes_;
    random_.seed(data[0]);
    // Single octets, short portions, longer portions, or nearly everything.
    constexpr unsigned lengths[] = {1, 3, 40, 5000};
    longest_ = lengths[data[0] % 4];
}

std::string_view Input::next_portion() {
    const auto portion = rest_.substr(0, 1 + random_() % longest_);
    rest_.remove_prefix(portion.size());
    return portion;
}

void require(bool holds, std::string_view rule) {
    if (holds) return;
    std::cerr << "does not hold: " << rule << std::endl;
    std::abort();
}

} // namespace fuzz
