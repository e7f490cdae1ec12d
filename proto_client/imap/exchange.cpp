#include "proto_client/imap/exchange.hpp"

#include "proto_client/imap/command_facts.hpp"

#include <algorithm>

namespace imap_client {

std::optional<std::string> Exchange::refusal(const Known& known) const {
    return why_not(command_, known);
}

std::string Exchange::begin(const std::string& tag, imap::RequestStyle style,
                            Known& known) {
    tag_ = tag;
    text_ = print(style);
    sent(known);
    return next_part();
}

// [next-part]
/// Returns the octets up to the next literal that the server must allow, or to
/// the end.
std::string Exchange::next_part() {
    const auto stop =
        std::upper_bound(text_.stops.begin(), text_.stops.end(), sent_);
    const auto end = stop == text_.stops.end() ? text_.octets.size() : *stop;
    auto part = text_.octets.substr(sent_, end - sent_);
    sent_ = end;
    return part;
}

std::optional<std::string> Exchange::go_ahead(const imap::Continuation&) {
    if (sent_whole()) return std::nullopt;
    return next_part();
}
// [/next-part]

bool Exchange::take(imap::Response& data) {
    if (!asks_for(command_, tag_, data)) return false;
    keep(data);
    return true;
}

} // namespace imap_client
