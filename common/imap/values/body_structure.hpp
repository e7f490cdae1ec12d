#pragma once

#include "common/imap/values/envelope.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imap {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// A part of a message and all parts inside it, RFC 3501 §7.4.2.
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
    std::vector<BodyPart> parts;      ///< one, if this is a message/rfc822
    std::optional<Envelope> envelope; ///< only if this is a message/rfc822
    bool operator==(const BodyPart&) const = default;
};

} // namespace imap
