#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace transcript {

/// A line as it has come, with its end.
struct WireLine {
    enum class End : std::uint8_t {
        crlf, ///< as the protocols want it
        lf,   ///< a bare LF
        none, ///< the end has not come
    };
    std::string text;     ///< its first octets, without the end
    std::uint64_t octets; ///< in the whole line; `text` may hold fewer
    End end;
};

/// Cuts a stream, in portions of any size, into lines.
///
/// A `framing::Framer` does the same for a protocol. It does not tell how a
/// line ended, nor how long a line was that is too long; an explanation shows
/// both.
class LineReader {
public:
    /// Keeps the first `kept` octets of a line, and counts the rest.
    explicit LineReader(std::size_t kept) : kept_(kept) {}

    /// Takes octets from the front of `bytes` up to the end of the next line.
    /// Returns nothing when that end has not come.
    std::optional<WireLine> next(std::string_view& bytes);

    /// Returns the beginning of a line whose end has not come, and forgets it.
    std::optional<WireLine> take_unfinished();

    /// The same, but it is kept. Its `octets` are 0 between two lines.
    WireLine unfinished() const {
        return {held_, octets_, WireLine::End::none};
    }

private:
    void hold(std::string_view part);

    std::string held_;
    std::size_t kept_;
    std::uint64_t octets_ = 0;
    bool cr_ = false; ///< the last octet was CR
};

} // namespace transcript
