#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// One piece of the stream that belongs together.
struct Frame {
    enum class Kind : std::uint8_t {
        line,     ///< `text` is a line without its CRLF (or bare LF)
        too_long, ///< a line passed the limit; `text` is empty
        octets,   ///< `text` is the next part of an announced literal
    };
    Kind kind;
    /// Lives until the next call of `next()`, and as long as the input.
    std::string_view text;
    /// Of `octets`: this part ends the literal.
    bool last = true;
};

/// Cuts a stream of octets, in portions of any size, into lines and literals.
///
/// It holds at most one unfinished line of the allowed length, and nothing
/// between two lines.
class Framer {
public:
    /// `max_line` in octets, the line's end not counted.
    explicit Framer(std::size_t max_line) : max_line_(max_line) {}

    /// Takes octets from the front of `bytes` up to the end of the next frame;
    /// nothing when `bytes` is used up first. A line over the limit is
    /// reported once, as soon as it is, and thrown away to its end.
    std::optional<Frame> next(std::string_view& bytes);

    /// The next `count` octets are a literal, not lines (RFC 3501 §4.3). They
    /// come in parts as they arrive, so a literal takes no memory here.
    void expect_octets(std::uint64_t count) { literal_left_ = count; }

    /// What has come of a line whose end has not.
    std::string_view unfinished() const;

private:
    std::optional<Frame> next_octets(std::string_view& bytes);
    std::optional<Frame> next_line(std::string_view& bytes);
    bool over_limit(std::string_view part) const;
    void let_go();

    std::string held_;         // the start of a line, from earlier portions
    bool held_is_out_ = false; // the caller was given a view of `held_`
    bool discarding_ = false;  // until the end of a line that was too long
    std::size_t max_line_;
    std::uint64_t literal_left_ = 0;
};

} // namespace framing
