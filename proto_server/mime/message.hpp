#pragma once

#include "common/imap/values/body_structure.hpp"
#include "common/imap/values/envelope.hpp"
#include "proto_server/mime/header.hpp"
#include "proto_server/mime/part.hpp"
#include "proto_server/mime/section.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace mime {

/// A message as IMAP tells of it. Any octets are a message; what is broken in
/// them is read as best it can be, within mime/limits.hpp.
///
/// It holds views: `octets`, with CRLF as line ends, must outlive it. What a
/// call does not need is not read: the envelope takes the header alone.
class Message {
public:
    /// With `global` a message/global is a message in a message, as RFC 9051
    /// §7.5.2 has it; RFC 3501 knows message/rfc822 alone.
    explicit Message(std::string_view octets, bool global = false);

    /// RFC 3501 §7.4.2. From stands in for a missing Sender and Reply-To.
    imap::Envelope envelope() const;

    /// BODYSTRUCTURE, RFC 3501 §7.4.2; BODY is the same without extension data.
    imap::BodyPart structure() const;

    /// The octets of BODY[section]<partial>, a NUL as 0x80 (RFC 3501 §4.3 has
    /// none); nothing when the message has no such part. An offset beyond the
    /// end gives the empty text.
    std::optional<std::string>
    section(const Section& section, std::optional<Partial> partial = {}) const;

    enum class BinaryError : std::uint8_t {
        no_such_part,
        unknown_encoding, ///< to be answered NO [UNKNOWN-CTE], RFC 3516 §4.3
    };
    /// BINARY[part]: the body with its transfer encoding undone, a text with
    /// CRLF as line ends. May hold NULs.
    tl::expected<std::string, BinaryError>
    binary(const std::vector<std::uint32_t>& part,
           std::optional<Partial> partial = {}) const;

    // What follows is for SEARCH, RFC 3501 §6.4.4. A key is UTF-8; case does
    // not matter, nor how a letter with an accent is composed.

    /// A field of that name holds `key`; any will do when `key` is empty.
    bool header_has(std::string_view name, std::string_view key) const;
    /// A text in it holds `key`, or a header of a message in it.
    bool body_has(std::string_view key) const;
    /// The header or the body has it.
    bool text_has(std::string_view key) const;

    /// The day that Date names, whatever its time and zone.
    std::optional<std::chrono::year_month_day> sent_on() const;

    /// Decoded, UTF-8; empty when there is none.
    std::string subject() const;

private:
    const Tree& tree() const;
    const Part* find(const std::vector<std::uint32_t>& numbers) const;
    const Part* enter(const Part& part, std::uint32_t number,
                      bool& is_message) const;

    std::string_view octets_;
    std::vector<Field> fields_;
    bool global_;
    mutable Tree tree_; ///< empty until something asks for it
    // Decoded and folded when SEARCH first asks, for it may have many keys.
    mutable std::optional<std::vector<std::string>> header_texts_, body_texts_;
    /// By the field's name in capitals: its values, a line for each.
    mutable std::map<std::string, std::string> field_texts_;
};

} // namespace mime
