#include "common/framing/framer.hpp"

#include <algorithm>

namespace framing {

namespace {

std::string_view take(std::string_view& bytes, std::size_t count) {
    const auto taken = bytes.substr(0, count);
    bytes.remove_prefix(taken.size());
    return taken;
}

Frame line(std::string_view text) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    return {Frame::Kind::line, text};
}

} // namespace

// [next]
std::optional<Frame> Framer::next(std::string_view& bytes) {
    if (held_is_out_) let_go();
    return literal_left_ > 0 ? next_octets(bytes) : next_line(bytes);
}
// [/next]

std::string_view Framer::unfinished() const {
    return held_is_out_ ? std::string_view{} : held_;
}

// [next-octets]
std::optional<Frame> Framer::next_octets(std::string_view& bytes) {
    if (bytes.empty()) return std::nullopt;
    const auto part = take(bytes, std::min(literal_left_, //
                                           std::uint64_t{bytes.size()}));
    literal_left_ -= part.size();
    return Frame{Frame::Kind::octets, part, literal_left_ == 0};
}
// [/next-octets]

// [next-line]
std::optional<Frame> Framer::next_line(std::string_view& bytes) {
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        const bool ended = end != bytes.npos;
        const auto part = take(bytes, end);
        if (ended) bytes.remove_prefix(1);

        if (discarding_) {
            discarding_ = !ended;
        } else if (over_limit(part)) {
            let_go();
            discarding_ = !ended;
            return Frame{Frame::Kind::too_long, {}};
        } else if (ended && held_.empty()) {
            return line(part);
        } else {
            held_ += part;
            held_is_out_ = ended;
            if (ended) return line(held_);
        }
    }
    return std::nullopt;
}
// [/next-line]

/// True if the line passes the limit with `part`. A CR at the end does not
/// count, because it may be the first half of a CRLF.
bool Framer::over_limit(std::string_view part) const {
    const bool cr = part.empty() ? held_.ends_with('\r') : part.ends_with('\r');
    return held_.size() + part.size() > max_line_ + (cr ? 1 : 0);
}

void Framer::let_go() {
    std::string().swap(held_); // `clear()` would keep the memory
    held_is_out_ = false;
}

} // namespace framing
