#pragma once

// How octets become requests
// ==========================
//
// Three classes read what a client sends, and each knows less of the wire and
// more of IMAP than the one before:
//   Framer         (common/framing) cuts lines, and literals of a known length.
//   RequestReader  joins them to whole requests. Of the grammar it knows the
//   tag,
//                  `{n}` at the end of a line, and the word APPEND.
//   Cursor         (common/imap/text) reads the words of one whole request;
//                  parse_request() is written with it.
//
// The session calls next() until it returns nothing, and answers each event
// before it asks for the following one. The reader is in one of these states:
//   between     No request has begun, and nothing is held.
//   in request  A line has ended in `{n}`. Lines and literals are added to
//               `held_` until a line ends without a mark: event `request`. For
//               `{n}` the client waits, so each time comes event `go_ahead`;
//               for `{n+}` it does not wait (RFC 7888).
//   discarding  The request passed a limit: event `rejected`, once. The client
//               may have sent the rest already, so it is read and thrown away:
//               the literal, the line after it, and so on while each line
//               announces one more `{n+}`. If it waited for `+`, there is no
//               rest. A literal of more than limits::discarded_literal is not
//               read: the event, or one more event, is `endless`.
//   long line   The same for a line over limits::line. Only its last octets are
//               kept, in `tail_`, to see whether it ends in `{n+}`.
// expect_lines(true) switches requests off: each line is an event
// (AUTHENTICATE, and DONE).
//
// Invariants: at most one request is held, and at most limits::request octets,
// or limits::message more for an APPEND after login. No octet behind an event
// is taken, so what follows STARTTLS can be thrown away.
//
// Why not parse while the octets come? Then each function of the grammar could
// stop in the middle and would have to go on later. And a request that is
// refused could not be skipped safely: the octets of its literal would be read
// as commands.

#include "common/framing/framer.hpp"
#include "common/imap/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// Cuts a client's octets into whole requests, before anything is parsed. It
/// holds at most one request, and nothing between two requests.
class RequestReader {
public:
    struct Event {
        enum class Kind : std::uint8_t {
            request,  ///< `text` is a whole request for parse_request()
            line,     ///< `text` is a line; only after expect_lines(true)
            go_ahead, ///< the client waits for `+` to send a literal
            /// The request passed a limit and is thrown away, with its literals
            /// (RFC 7888 §4). `limit` says how to answer.
            rejected,
        };
        Kind kind;
        /// Valid until the next call of next(), and as long as its `bytes`.
        std::string_view text;
        std::string tag; ///< of a rejected request; "*" if it is not known
        /// The limit that a rejected request has passed.
        enum class Limit : std::uint8_t {
            syntax, ///< a long line, or many literals: answer BAD
            size,   ///< of a literal or of all: NO [TOOBIG], RFC 7889
            room,   ///< there is no room now: NO [LIMIT], RFC 5530 §3
        };
        Limit limit = Limit::syntax;
        /// True if what follows is a literal of more octets than anyone waits
        /// for (limits::discarded_literal). Say BYE and stop: RFC 7888 §4.
        bool endless = false;
    };

    /// Says whether there is room for a large message.
    class Room {
    public:
        /// Takes room for so many octets. Returns false if there is none.
        virtual bool take(std::uint64_t octets) = 0;

    protected:
        ~Room() = default;
    };

    RequestReader() : framer_(limits::line) {}

    /// Takes octets from the front of `bytes` up to the end of the next event
    /// and returns the event, or nothing when `bytes` is used up first.
    std::optional<Event> next(std::string_view& bytes);

    /// If `lines`, each line is an event from now on: a client's answers within
    /// AUTHENTICATE, or the DONE of an IDLE. Call it between two events.
    void expect_lines(bool lines) { lines_ = lines; }

    /// If `allowed`, an APPEND may be as big as limits::message. Call it after
    /// login: a stranger must not make us hold so much. It is off at first.
    void allow_messages(bool allowed) { messages_ = allowed; }

    /// Has `room` be asked before a literal of more than limits::request octets
    /// is read. It outlives the reader.
    void ask(Room& room) { room_ = &room; }

    /// Lets go of a request, which may be large. The text of the last event is
    /// not valid any more.
    void let_go();

    /// Returns how many octets are held.
    std::size_t held() const {
        return held_.size() + framer_.unfinished().size() +
               (tail_ ? tail_->size() : 0);
    }

private:
    /// Two parts of a line that may turn out to be too long: its start, where
    /// the tag is, and the last octets of what came in earlier portions.
    struct Edges {
        std::string start, tail;
    };

    std::optional<Event> take_line(std::string_view line);
    std::optional<Event> take_octets(const framing::Frame& frame);
    std::optional<Event> begin_literal(std::uint64_t octets, bool wait);
    Edges edges_of_line(std::string_view bytes) const;
    std::optional<Event> begin_long_line(const Edges& edges);
    std::optional<Event> discard_line(std::string_view& bytes);
    std::optional<Event> discard_literal(std::string_view line);
    bool discard(std::uint64_t octets);
    Event reject(std::string_view why, Event::Limit limit);
    bool is_append() const;

    framing::Framer framer_;
    std::string held_; // the start of a request that has literals
    std::unique_ptr<std::string> tail_; // the last octets of a long line
    Room* room_ = nullptr;              // or nobody is asked
    std::uint16_t literals_ = 0;
    bool lines_ = false, messages_ = false;
    bool in_request_ = false; // more of `held_` is to come
    bool is_out_ = false;     // the caller was given a view of `held_`
    bool discarding_ = false; // the rest of a rejected request comes
};

} // namespace imap
