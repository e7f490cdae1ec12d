#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// Octets from a hostile peer. The first octet decides how the others are cut
/// into portions, and what happens by chance; the others are sent by the peer.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size);

    /// Returns everything that the peer sends.
    std::string_view bytes() const { return bytes_; }

    /// Returns the next portion; it is empty only at the end.
    std::string_view next_portion();

    /// Returns true by chance, once in `times` calls.
    bool by_chance(unsigned times) { return random_() % times == 0; }

private:
    std::string_view bytes_;
    std::string_view rest_;
    std::minstd_rand random_;
    unsigned longest_ = 1; ///< octets of the longest portion
};

/// Stops the program, and so the fuzzer, unless `holds`. `rule` is what must
/// hold.
void require(bool holds, std::string_view rule);

/// Returns what `take(reader, portion, found)` finds in the input. It must be
/// the same for `one`, which gets everything at once, and `many`, which gets
/// portions.
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
