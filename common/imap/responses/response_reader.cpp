#include "common/imap/responses/response_reader.hpp"

#include "common/framing/literal.hpp"
#include "common/imap/text/ascii.hpp"

namespace imap {

using framing::Frame;

std::optional<ResponseReader::Event>
ResponseReader::next(std::string_view& bytes) {
    if (is_out_) let_go();
    while (!broken_) {
        const auto frame = framer_.next(bytes);
        if (!frame) return std::nullopt;
        if (const auto event = take(*frame)) return event;
    }
    bytes = {};
    return std::nullopt;
}

std::optional<ResponseReader::Event> ResponseReader::take(const Frame& frame) {
    using enum Event::Kind;
    const auto too_much = [&] {
        broken_ = true;
        let_go();
        return Event{too_big, {}};
    };
    in_literal_ = frame.kind == Frame::Kind::octets && !frame.last;
    if (frame.kind == Frame::Kind::too_long) return too_much();
    if (frame.kind == Frame::Kind::octets) {
        held_ += frame.text;
        return std::nullopt;
    }
    const bool is_data = may_hold_literal(frame.text);
    const auto mark = framing::literal_mark(is_data ? frame.text : "");
    if (!mark && !in_response_) return Event{response, frame.text};

    in_response_ = true;
    held_ += frame.text;
    if (!mark) {
        is_out_ = true;
        return Event{response, held_};
    }
    held_ += "\r\n";
    if (mark->octets > most_octets_ ||
        held_.size() + mark->octets > most_octets_)
        return too_much();
    in_literal_ = mark->octets > 0;
    framer_.expect_octets(mark->octets);
    return std::nullopt;
}

// [may-hold-literal]
/// True if `line` may end in a literal. A line with text for people may end in
/// `{3}`, too, but has no literal.
bool ResponseReader::may_hold_literal(std::string_view line) const {
    if (in_response_) return true;
    if (!line.starts_with("* ")) return false;
    line.remove_prefix(2);
    const auto word = line.substr(0, line.find(' '));
    for (const std::string_view status :
         {"OK", "NO", "BAD", "PREAUTH", "BYE", "CAPABILITY"})
        if (same(word, status)) return false;
    return true;
}
// [/may-hold-literal]

void ResponseReader::let_go() {
    std::string().swap(held_); // `clear()` would keep the memory
    in_response_ = false;
    is_out_ = false;
}

} // namespace imap
