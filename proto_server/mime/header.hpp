#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mime {

/// One field of a header, RFC 5322 §2.2.
struct Field {
    std::string_view name;  ///< without blanks before the colon
    std::string_view value; ///< behind the colon, folded as it came
    std::string_view whole; ///< all its octets, line ends included
};

/// The fields of `header`, in their order. A line that is no field and
/// continues none is left out; what is beyond `limits::header` octets or
/// `limits::fields` fields is, too.
std::vector<Field> fields(std::string_view header);

/// The value as one line, trimmed, at most `limits::value` octets; a NUL, which
/// no IMAP string may hold, becomes 0x80, as in Dovecot.
std::string unfolded(std::string_view value);

/// The first field of that name, unfolded. Names in any case.
std::optional<std::string> value(const std::vector<Field>& fields,
                                 std::string_view name);

} // namespace mime
