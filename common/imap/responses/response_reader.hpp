#pragma once

#include "common/framing/framer.hpp"
#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// How much a client takes at once. A client that asks for no bodies can do
/// with less than the grammar allows.
struct ResponseLimits {
    std::size_t line = limits::response_line; ///< octets of a line
    std::size_t response = limits::response;  ///< octets with the literals
};

/// Cuts a server's octets into whole responses, before anything is parsed. It
/// holds at most one response, and nothing between two responses.
class ResponseReader {
public:
    struct Event {
        enum class Kind : std::uint8_t {
            response, ///< `text` is a whole response for parse_response()
            /// A line or a response passed its limit. Nothing after it can be
            /// understood, so the client must hang up.
            too_big,
        };
        Kind kind;
        /// Valid until the next call of next(), and as long as its `bytes`.
        std::string_view text;
    };

    explicit ResponseReader(ResponseLimits limits = {})
        : framer_(limits.line), most_octets_(limits.response) {}

    /// Takes octets from the front of `bytes` up to the end of the next event
    /// and returns the event, or nothing when `bytes` is used up first.
    std::optional<Event> next(std::string_view& bytes);

    /// Returns how many octets are held.
    std::size_t held() const {
        return held_.size() + framer_.unfinished().size();
    }

    /// True while the octets of a literal are on their way. They may take long;
    /// half a line should not.
    bool in_literal() const { return in_literal_; }

private:
    std::optional<Event> take(const framing::Frame& frame);
    bool may_hold_literal(std::string_view line) const;
    void let_go();

    framing::Framer framer_;
    std::size_t most_octets_;  // of a response
    std::string held_;         // the start of a response that has literals
    bool in_literal_ = false;  // octets of a literal are to come
    bool in_response_ = false; // more of `held_` is to come
    bool is_out_ = false;      // the caller was given a view of `held_`
    bool broken_ = false;      // too_big was returned
};

} // namespace imap
