#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace framing {

/// The mark at the end of a line that announces a literal: `{42}`.
struct LiteralMark {
    std::uint64_t octets;
    /// False for `{n+}`, after which the sender does not wait (RFC 7888 §3).
    bool wait_for_go_ahead;
};

/// literal = "{" number ["+"] "}" CRLF *CHAR8   RFC 3501 §4.3, RFC 7888 §8
///
/// Reads the mark at the end of `line`, if there is one. A number over 2^63-1
/// (RFC 9051 §9, number64) is no mark. The caller must know whether the line
/// may end in a literal: free text may end in "{3}", too.
std::optional<LiteralMark> literal_mark(std::string_view line);

} // namespace framing
