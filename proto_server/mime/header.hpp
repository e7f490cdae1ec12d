#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mime {

/// One field of a header, RFC 5322 §2.2.
struct Field {
    std::string_view name;  ///< without blanks before the colon
    std::string_view value; ///< everything after the colon, still folded
    std::string_view whole; ///< the whole field with its line ends
};

/// Returns the fields of `header` in their order. A line that is no field and
/// continues none is left out, and so is a field that begins after
/// `limits::header` octets or `limits::fields` fields.
std::vector<Field> fields(std::string_view header);

/// Returns the value as one line of at most `limits::value` octets, without
/// blanks at its ends. A NUL, which no IMAP string may hold, becomes 0x80, as
/// in Dovecot.
std::string unfolded(std::string_view value);

/// True if the value has more octets than unfolded() looks at.
bool is_cut(std::string_view value);

/// Returns the value of the first field with that name, unfolded. The case of
/// the name does not matter.
std::optional<std::string> value(const std::vector<Field>& fields,
                                 std::string_view name);

} // namespace mime
