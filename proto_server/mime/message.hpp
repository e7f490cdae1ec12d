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

/// Reads a message for IMAP. Any octets are a message; a broken one is read as
/// well as possible, within mime/limits.hpp.
///
/// It holds views: `octets`, whose line ends are CRLF, must outlive it. A call
/// reads only what it needs: for the envelope, only the header.
class Message {
public:
    /// If `global`, a part of type message/global is a message in a message,
    /// as in RFC 9051 §7.5.2; RFC 3501 knows only message/rfc822.
    explicit Message(std::string_view octets, bool global = false);

    /// Returns the envelope, RFC 3501 §7.4.2. A missing Sender or Reply-To is
    /// copied from From.
    imap::Envelope envelope() const;

    /// Returns BODYSTRUCTURE, RFC 3501 §7.4.2; BODY is the same without
    /// extension data.
    imap::BodyPart structure() const;

    /// Returns the octets of BODY[section]<partial>, or nothing if the message
    /// has no such part. A NUL becomes 0x80, because RFC 3501 §4.3 allows none.
    /// An offset beyond the end gives an empty text.
    std::optional<std::string>
    section(const Section& section, std::optional<Partial> partial = {}) const;

    enum class BinaryError : std::uint8_t {
        no_such_part,
        unknown_encoding, ///< the answer is NO [UNKNOWN-CTE], RFC 3516 §4.3
    };
    /// Returns BINARY[part]: the decoded body, which may hold NULs. A text has
    /// CRLF as line ends.
    tl::expected<std::string, BinaryError>
    binary(const std::vector<std::uint32_t>& part,
           std::optional<Partial> partial = {}) const;

    // The functions below are for SEARCH, RFC 3501 §6.4.4. A key is UTF-8. Case
    // does not matter, nor how a letter with an accent is composed.

    /// True if a field of that name contains `key`. If `key` is empty, the
    /// field must only exist. An address is found as it was written, and as it
    /// stands in the envelope.
    bool header_has(std::string_view name, std::string_view key) const;
    /// True if a text in the body contains `key`. The headers of parts do not
    /// count (RFC 9051 §6.4.4).
    bool body_has(std::string_view key) const;
    /// True if a header contains `key`, of the message or of any part, or the
    /// body does.
    bool text_has(std::string_view key) const;

    /// Returns the day in the Date field, without regard to its time and zone.
    std::optional<std::chrono::year_month_day> sent_on() const;

    /// Returns the decoded Subject as UTF-8, or an empty text.
    std::string subject() const;

private:
    const Tree& tree() const;
    const Part* find(const std::vector<std::uint32_t>& numbers) const;
    const Part* enter(const Part& part, std::uint32_t number,
                      bool& is_message) const;

    std::string_view octets_;
    std::vector<Field> fields_;
    bool global_;
    mutable Tree tree_; ///< empty until it is needed
    // The texts are kept once they were decoded, for a SEARCH with many keys.
    mutable std::optional<std::vector<std::string>> header_texts_,
        part_header_texts_, body_texts_;
    /// The values of each field, a line for each value. The key is the field's
    /// name in capitals.
    mutable std::map<std::string, std::string> field_texts_;
};

} // namespace mime
