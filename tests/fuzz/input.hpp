#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>

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

} // namespace fuzz
