#include "common/imap/requests/request_reader.hpp"

#include "common/framing/literal.hpp"
#include "common/imap/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace imap {

using framing::Frame;
using Kind = RequestReader::Event::Kind;
using Limit = RequestReader::Event::Limit;

namespace {

const auto long_line =
    "a line of more than " + std::to_string(limits::line) + " octets";
const auto long_request =
    "a command of more than " + std::to_string(limits::request) + " octets";
const auto many_literals =
    "more than " + std::to_string(limits::literals) + " literals";

constexpr std::string_view big_literal = "a literal that is too big";
constexpr std::string_view no_room =
    "no room for so large a message now; try again later";

/// Returns the end of `line`: enough for the mark of a literal and a CR.
std::string_view tail_of(std::string_view line) {
    constexpr std::string_view longest = "{9223372036854775807+}\r";
    return line.substr(line.size() - std::min(line.size(), longest.size()));
}

} // namespace

std::optional<RequestReader::Event>
RequestReader::next(std::string_view& bytes) {
    if (is_out_) let_go();
    while (!bytes.empty()) {
        if (tail_) {
            if (auto event = discard_line(bytes)) return event;
            continue;
        }
        const auto line = bytes;
        const auto edges = edges_of_line(line);
        const auto frame = framer_.next(bytes);
        if (!frame) break;
        std::optional<Event> event;
        if (frame->kind == Frame::Kind::too_long) {
            if (!lines_) bytes = line; // discard_line() looks for its end
            event = begin_long_line(edges);
        } else if (frame->kind == Frame::Kind::octets) {
            event = take_octets(*frame);
        } else {
            event = take_line(frame->text);
        }
        if (event) return event;
    }
    return std::nullopt;
}

/// Returns the edges of the line that `bytes` goes on with, if it may turn out
/// to be too long; else they are empty.
RequestReader::Edges
RequestReader::edges_of_line(std::string_view bytes) const {
    const auto unfinished = framer_.unfinished();
    if (unfinished.size() + bytes.size() <= limits::line) return {};
    std::string start(unfinished.substr(0, limits::tag + 1));
    start += bytes.substr(0, limits::tag + 1 - start.size());
    return {std::move(start), std::string(tail_of(unfinished))};
}

std::optional<RequestReader::Event>
RequestReader::take_line(std::string_view line) {
    if (lines_) return Event{Kind::line, line, {}};
    if (discarding_) return discard_literal(line);
    const auto mark = framing::literal_mark(line);
    if (!mark && !in_request_) return Event{Kind::request, line, {}};

    in_request_ = true;
    held_ += line;
    if (mark) return begin_literal(mark->octets, mark->wait_for_go_ahead);
    is_out_ = true;
    if (held_.size() <= limits::request || is_append())
        return Event{Kind::request, held_, {}};
    return reject(long_request, Limit::size);
}

// [begin-literal]
std::optional<RequestReader::Event>
RequestReader::begin_literal(std::uint64_t octets, bool wait) {
    const bool append = messages_ && is_append();
    const auto most = append ? limits::message : limits::request;
    const auto whole = limits::request + (append ? limits::message : 0);
    held_ += "\r\n";
    ++literals_;
    const bool too_many = literals_ > limits::literals;
    std::optional<Event> event;
    if (too_many)
        event = reject(many_literals, Limit::syntax);
    else if (octets > most || held_.size() + octets > whole)
        event = reject(big_literal, Limit::size);
    else if (octets > limits::request && room_ && !room_->take(octets))
        event = reject(no_room, Limit::room);
    if (event) {
        if (!wait) event->endless = !discard(octets);
        return event;
    }
    held_.reserve(held_.size() + octets); // to grow would copy it again
    framer_.expect_octets(octets);
    if (wait) return Event{Kind::go_ahead, {}, {}};
    return std::nullopt;
}
// [/begin-literal]

std::optional<RequestReader::Event>
RequestReader::take_octets(const Frame& frame) {
    if (!discarding_) held_ += frame.text;
    return std::nullopt;
}

std::optional<RequestReader::Event>
RequestReader::begin_long_line(const Edges& edges) {
    if (!lines_) {
        tail_ = std::make_unique<std::string>(edges.tail);
        framer_ = framing::Framer(limits::line); // which discards nothing
    }
    if (std::exchange(discarding_, false)) return std::nullopt;
    if (!in_request_) held_ = edges.start;
    return reject(long_line, Limit::syntax);
}

std::optional<RequestReader::Event>
RequestReader::discard_line(std::string_view& bytes) {
    const auto part = bytes.substr(0, bytes.find('\n'));
    *tail_ += tail_of(part);
    tail_->erase(0, tail_->size() - tail_of(*tail_).size());
    bytes.remove_prefix(part.size());
    if (bytes.empty()) return std::nullopt;
    bytes.remove_prefix(1);
    if (tail_->ends_with('\r')) tail_->pop_back();
    auto event = discard_literal(*tail_);
    tail_.reset();
    return event;
}

// [discard-literal]
/// Throws away the literal that a thrown-away line announces, if the client
/// sends it without waiting. A client that waits for a `+` sees our BAD instead
/// and does not send the literal. Returns an event if nobody waits for its end.
std::optional<RequestReader::Event>
RequestReader::discard_literal(std::string_view line) {
    const auto mark = framing::literal_mark(line);
    discarding_ = false;
    if (!mark || mark->wait_for_go_ahead || discard(mark->octets))
        return std::nullopt;
    auto event = reject(big_literal, Limit::size);
    event.endless = true;
    return event;
}
// [/discard-literal]

/// Throws away the next octets, which are a literal. Returns false, and does
/// not, if they are more than anyone waits for.
bool RequestReader::discard(std::uint64_t octets) {
    discarding_ = octets <= limits::discarded_literal;
    if (discarding_) framer_.expect_octets(octets);
    return discarding_;
}

/// Finds the tag in `held_`, and then empties `held_`.
RequestReader::Event RequestReader::reject(std::string_view why,
                                           Event::Limit limit) {
    const auto end = std::find_if_not(held_.begin(), held_.end(), is_tag_char);
    std::string tag(held_.begin(), end);
    if (lines_ || tag.empty() || tag.size() > limits::tag ||
        end == held_.end() || *end != ' ')
        tag = "*";
    let_go();
    return Event{Kind::rejected, why, std::move(tag), limit};
}

bool RequestReader::is_append() const {
    constexpr std::string_view append = "APPEND ";
    const auto space = held_.find(' ');
    return space != held_.npos &&
           same(std::string_view(held_).substr(space + 1, append.size()),
                append);
}

void RequestReader::let_go() {
    std::string().swap(held_); // `clear()` would keep the memory
    literals_ = 0;
    in_request_ = false;
    is_out_ = false;
}

} // namespace imap
