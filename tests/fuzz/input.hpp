#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// Octets from a hostile peer. The first one decides how they are cut into
/// portions, and what else happens by chance; the rest is what the peer sends.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size);

    /// All that the peer sends.
    std::string_view bytes() const { return bytes_; }

    /// The next portion, never empty; empty at the end.
    std::string_view next_portion();

    /// True once in `times` times.
    bool by_chance(unsigned times) { return random_() % times == 0; }

private:
    std::string_view bytes_;
    std::string_view rest_;
    std::minstd_rand random_;
    unsigned longest_ = 1; ///< portion
};

/// Stops the program, and so the fuzzer, unless `holds`. `rule` says what does
/// not hold.
void require(bool holds, std::string_view rule);

/// What `take(reader, portion, found)` finds in the input. It must be the same
/// for `one`, which is given all at once, and `many`, which gets portions.
template<class Reader, class Take>
std::vector<std::string> find_in_portions(Input& input, Reader& one,
                                          Reader& many, Take take) {
    std::vector<std::string> at_once, in_portions;
    take(one, input.bytes(), at_once);
    for (auto portion = input.next_portion(); !portion.empty();
         portion = input.next_portion())
        take(many, portion, in_portions);
    require(at_once == in_portions, "portions make no difference");
    return at_once;
}

} // namespace fuzz
