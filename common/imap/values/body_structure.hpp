#pragma once

#include "common/imap/values/envelope.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imap {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// A part of a message and all that is in it, RFC 3501 §7.4.2.
struct BodyPart {
    std::string type, subtype; ///< "TEXT" "PLAIN", in any case
    Parameters parameters;
    NString id, description;
    std::string encoding = "7BIT";
    std::uint32_t octets = 0, lines = 0;
    NString md5;
    std::optional<std::pair<std::string, Parameters>> disposition;
    std::vector<std::string> languages;
    NString location;
    std::vector<BodyPart> parts;      ///< of message/rfc822: its one body
    std::optional<Envelope> envelope; ///< of message/rfc822
    bool operator==(const BodyPart&) const = default;
};

} // namespace imap
