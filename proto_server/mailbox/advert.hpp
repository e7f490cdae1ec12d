#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace mail {

/// A whole message whose Subject is `text`, which is UTF-8 in one line.
/// RFC 5322 §3.6; what a header cannot hold is encoded, RFC 2047 §2
std::string make_advert(std::string_view text, std::chrono::sys_seconds date);

/// The Subject of a message, decoded if it is UTF-8 or ASCII, on one line
/// without control characters and at most `limits::subject_octets` long:
/// what the toy calls its text.
std::string advert_text(std::string_view message);

} // namespace mail
