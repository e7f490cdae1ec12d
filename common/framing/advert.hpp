#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace framing {

/// The mail addresses of an advert, written as From and To have them.
struct AdvertAddresses {
    std::string from = "Adverts <adverts@example.org>";
    std::string to = "You <you@example.org>";
};

/// Returns a whole message whose Subject is `text`, which is UTF-8 in one line
/// (RFC 5322 §3.6). What a header cannot hold is encoded (RFC 2047 §2).
std::string make_advert(std::string_view text, std::chrono::sys_seconds date,
                        const AdvertAddresses& addresses = {});

} // namespace framing
