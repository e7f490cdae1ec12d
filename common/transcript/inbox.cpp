#include "common/transcript/inbox.hpp"

#include <utility>

namespace transcript {

namespace {

/// The memory that a line takes; an empty one takes some, too.
std::size_t cost(const WireLine& line) {
    return line.text.size() + sizeof line;
}

} // namespace

void Inbox::receive(std::string_view octets) {
    while (!overflowed()) {
        const auto line = reader_.next(octets);
        if (!line) break;
        unread_ += cost(*line);
        last_ = line;
        lines_.push_back(*line);
    }
}

std::optional<WireLine> Inbox::last() const {
    return unfinished().octets > 0 ? unfinished() : last_;
}

const WireLine* Inbox::front() const {
    return lines_.empty() ? nullptr : &lines_.front();
}

WireLine Inbox::pop() {
    auto line = std::move(lines_.front());
    lines_.pop_front();
    if (!overflowed()) unread_ -= cost(line);
    return line;
}

} // namespace transcript
