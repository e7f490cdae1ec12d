#pragma once

#include "common/framing/framer.hpp"
#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// Cuts a server's stream into whole responses, before anything is parsed. It
/// holds at most one, and nothing between two.
class ResponseReader {
public:
    struct Event {
        enum class Kind : std::uint8_t {
            response, ///< `text` is a whole response, for parse_response
            /// A line or a response passed its limit, and what follows cannot
            /// be understood: hang up.
            too_big,
        };
        Kind kind;
        /// Lives until the next call of next(), and as long as the input.
        std::string_view text;
    };

    ResponseReader() : framer_(limits::response_line) {}

    /// Takes octets from the front of `bytes` up to the end of the next event;
    /// nothing when `bytes` is used up first.
    std::optional<Event> next(std::string_view& bytes);

    /// Octets that are held.
    std::size_t held() const {
        return held_.size() + framer_.unfinished().size();
    }

private:
    std::optional<Event> take(const framing::Frame& frame);
    bool may_hold_literal(std::string_view line) const;
    void let_go();

    framing::Framer framer_;
    std::string held_; // of a response with literals, as far as it has come
    bool in_response_ = false; // `held_` goes on
    bool is_out_ = false;      // the caller was given a view of `held_`
    bool broken_ = false;      // too_big was told
};

} // namespace imap
