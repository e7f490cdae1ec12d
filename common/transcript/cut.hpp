#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace transcript {

/// A way to cut what is sent into segments. A stream has no portions, so the
/// peer must answer the same in each way.
struct Cut {
    enum class Kind : std::uint8_t {
        whole, ///< each line is a segment
        bytes, ///< each octet is a segment
        crlf,  ///< between CR and LF
        glued, ///< lines go together until something must be awaited
        random,
    };
    Kind kind = Kind::whole;
    std::uint32_t seed = 1; ///< of `random`: the same seed cuts the same
};

/// "whole", "bytes", "crlf", "glued", "random", "random:42".
std::optional<Cut> parse_cut(std::string_view text);
std::string print(const Cut& cut);

/// Cuts octets into segments.
class Cutter {
public:
    explicit Cutter(Cut cut) : cut_(cut), random_(cut.seed) {}

    std::vector<std::string> segments(std::string_view octets);
    bool glues() const { return cut_.kind == Cut::Kind::glued; }

private:
    std::size_t next_length(std::string_view octets);

    Cut cut_;
    std::mt19937 random_;
};

} // namespace transcript
