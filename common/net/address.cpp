#include "common/net/address.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace net {

namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return port;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

} // namespace

tl::expected<Address, std::string> parse_address(std::string_view text,
                                                 const Address& otherwise) {
    const auto wrong = [&] {
        return tl::make_unexpected(
            "'" + std::string(text) +
            "' is no address; write HOST:PORT, as in " + print(otherwise) +
            " or [::1]:" + std::to_string(otherwise.port));
    };
    if (text.empty()) return wrong();

    std::string_view host = text;
    std::optional<std::string_view> port;
    if (is_number(text)) {
        host = {}, port = text;
    } else if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == text.npos || close == 1) return wrong();
        const auto rest = text.substr(close + 1);
        if (!rest.empty() && !rest.starts_with(':')) return wrong();
        host = text.substr(1, close - 1);
        if (!rest.empty()) port = rest.substr(1);
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        const auto colon = text.find(':');
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
    }

    Address address = otherwise;
    if (!host.empty()) address.host = host;
    if (!port) return address;
    const auto number = parse_port(*port);
    if (!number) return wrong();
    address.port = *number;
    return address;
}

std::string print(const Address& address) {
    const bool six = address.host.find(':') != std::string::npos;
    const auto host = six ? "[" + address.host + "]" : address.host;
    return host + ":" + std::to_string(address.port);
}

} // namespace net
