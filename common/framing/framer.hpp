#pragma once

// How octets become lines
// =======================
//
// The caller reads a portion from its socket and calls next() until that
// returns nothing. Then the whole portion was used up, and the caller reads
// again. A framer is in one of three states:
//   a line      It looks for the next LF. If a portion ends first, the start of
//               the line is kept in `held_` and goes on with the next portion.
//   too long    The line passed the limit. That was said once; the rest of the
//               line is thrown away up to its LF.
//   a literal   The caller has called expect_octets(): that many octets are
//               handed on as they come, and LF means nothing among them.
//
// The framer never decides by itself that a literal comes: only a protocol
// knows where `{42}` is more than text. So it works for protocols without
// literals, too, and RequestReader (common/imap/requests) is built on it.
//
// It returns one frame at a time and no list of them. So the caller can answer
// one line before it takes the next, and a line that lies whole in the portion
// is never copied.
//
// Invariant: `held_` is at most one line of the allowed length (and its CR),
// and between two lines it is empty.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// A line, a part of a literal, or the fact that a line was too long.
struct Frame {
    enum class Kind : std::uint8_t {
        line,     ///< `text` is a line without its CRLF (or bare LF)
        too_long, ///< a line is longer than the limit; `text` is empty
        octets,   ///< `text` is the next part of an announced literal
    };
    Kind kind;
    /// Valid until the next call of `next()`, and as long as its `bytes`.
    std::string_view text;
    /// True if this part ends the literal, when `kind` is `octets`.
    bool last = true;
};

/// Cuts a stream of octets, in portions of any size, into lines and literals.
///
/// It holds at most one unfinished line of the allowed length, and nothing
/// between two lines.
class Framer {
public:
    /// `max_line` is in octets and does not count the line's end.
    explicit Framer(std::size_t max_line) : max_line_(max_line) {}

    /// Takes octets from the front of `bytes` up to the end of the next frame
    /// and returns the frame, or nothing when `bytes` is used up first. A line
    /// that is too long is reported once, at the octet that passes the limit;
    /// its rest is thrown away.
    std::optional<Frame> next(std::string_view& bytes);

    /// Call it when the next `count` octets are a literal and not lines
    /// (RFC 3501 §4.3). They are returned in parts as they arrive, so the
    /// framer needs no memory for a literal.
    void expect_octets(std::uint64_t count) { literal_left_ = count; }

    /// Returns the start of a line whose end has not come yet.
    std::string_view unfinished() const;

private:
    std::optional<Frame> next_octets(std::string_view& bytes);
    std::optional<Frame> next_line(std::string_view& bytes);
    bool over_limit(std::string_view part) const;
    void let_go();

    std::string held_;         // the start of a line, from earlier portions
    bool held_is_out_ = false; // the caller was given a view of `held_`
    bool discarding_ = false;  // the rest of a line that was too long comes
    std::size_t max_line_;
    std::uint64_t literal_left_ = 0;
};

} // namespace framing
