#pragma once

#include "common/framing/framer.hpp"
#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// Cuts a client's stream into whole requests, before anything is parsed.
///
/// It takes one request at a time, holds no more than that, and nothing
/// between two.
class RequestReader {
public:
    struct Event {
        enum class Kind : std::uint8_t {
            request,  ///< `text` is a whole request, for parse_request
            line,     ///< `text` is a line, as wanted by expect_lines()
            go_ahead, ///< say `+`: the client waits to send a literal
            /// say `tag BAD text`, or NO [TOOBIG]; it is thrown away, with
            /// the literals that come unasked (RFC 7888 §4).
            rejected,
        };
        Kind kind;
        /// Lives until the next call of next(), and as long as the input.
        std::string_view text;
        std::string tag;      ///< of rejected; "*" where none is known
        bool too_big = false; ///< rejected for a literal, not for a line
    };

    RequestReader() : framer_(limits::line) {}

    /// Takes octets from the front of `bytes` up to the end of the next event;
    /// nothing when `bytes` is used up first. It never reads ahead, so the
    /// caller may answer one request before it takes the next.
    std::optional<Event> next(std::string_view& bytes);

    /// From now on each line is an event of its own: the answers of an
    /// AUTHENTICATE, or the DONE of an IDLE. Call it between two events.
    void expect_lines(bool lines) { lines_ = lines; }

    /// Whether an APPEND may be as big as limits::message: nobody who has not
    /// logged in shall make us hold so much. It may not, at first.
    void allow_messages(bool allowed) { messages_ = allowed; }

    /// Octets that are held.
    std::size_t held() const {
        return held_.size() + framer_.unfinished().size() +
               (tail_ ? tail_->size() : 0);
    }

private:
    /// What is kept of a line that may turn out to be too long: where its tag
    /// stands, and the last octets of what came before.
    struct Edges {
        std::string start, tail;
    };

    std::optional<Event> take_line(std::string_view line);
    std::optional<Event> take_octets(const framing::Frame& frame);
    std::optional<Event> begin_literal(std::uint64_t octets, bool wait);
    Edges edges_of_line(std::string_view bytes) const;
    std::optional<Event> begin_long_line(const Edges& edges);
    void discard_line(std::string_view& bytes);
    void discard_literal(std::string_view line);
    Event reject(std::string_view why, bool too_big);
    bool is_append() const;
    void let_go();

    framing::Framer framer_;
    std::string held_; // of a request with literals, as far as it has come
    std::optional<std::string> tail_; // of a line too long, until its end
    std::size_t literals_ = 0;
    bool lines_ = false, messages_ = false;
    bool in_request_ = false; // `held_` goes on
    bool is_out_ = false;     // the caller was given a view of `held_`
    bool discarding_ = false; // a rejected request, to its end
};

} // namespace imap
