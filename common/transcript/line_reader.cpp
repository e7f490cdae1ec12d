#include "common/transcript/line_reader.hpp"

#include <utility>

namespace transcript {

std::optional<WireLine> LineReader::next(std::string_view& bytes) {
    const auto end = bytes.find('\n');
    hold(bytes.substr(0, end));
    if (end == bytes.npos) {
        bytes = {};
        return std::nullopt;
    }
    bytes.remove_prefix(end + 1);
    const bool cr = cr_;
    // The CR was counted, and kept if there was room.
    const auto octets = octets_ - (cr ? 1 : 0);
    if (cr && held_.size() == octets_) held_.pop_back();
    octets_ = 0;
    cr_ = false;
    return WireLine{std::exchange(held_, {}), octets,
                    cr ? WireLine::End::crlf : WireLine::End::lf};
}

std::optional<WireLine> LineReader::take_unfinished() {
    if (octets_ == 0) return std::nullopt;
    cr_ = false;
    return WireLine{std::exchange(held_, {}), std::exchange(octets_, 0),
                    WireLine::End::none};
}

void LineReader::hold(std::string_view part) {
    if (part.empty()) return;
    held_ += part.substr(0, kept_ - held_.size());
    octets_ += part.size();
    cr_ = part.ends_with('\r');
}

} // namespace transcript
