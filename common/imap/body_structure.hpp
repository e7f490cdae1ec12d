#pragma once

#include "common/imap/envelope.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imap {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// BODY and BODYSTRUCTURE: a message's parts. RFC 3501 §7.4.2.
struct BodyPart {
    std::string type, subtype; ///< "TEXT" "PLAIN"; "MULTIPART" "MIXED"
    Parameters parameters;
    NString id, description;
    std::string encoding = "7BIT";
    std::uint32_t octets = 0, lines = 0;
    NString md5;
    std::optional<std::pair<std::string, Parameters>> disposition;
    std::vector<std::string> languages;
    NString location;
    std::vector<BodyPart> parts; ///< a multipart's; message/rfc822: its body
    std::optional<Envelope> envelope; ///< of message/rfc822
    bool operator==(const BodyPart&) const = default;
};

/// BODY is without the extension data that BODYSTRUCTURE has.
enum class BodyForm : std::uint8_t { basic, extended };

/// Reads either form.
BodyPart read_body(Cursor& in);
void write(Writer& out, const BodyPart& body, BodyForm form);

} // namespace imap
