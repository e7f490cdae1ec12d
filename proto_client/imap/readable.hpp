#pragma once

#include <string>
#include <string_view>

namespace imap_client {

/// Returns the text of a header field in UTF-8: each encoded-word, as in
/// `=?ISO-8859-1?Q?caf=E9?=`, is decoded (RFC 2047). A word in a charset that
/// this system does not know stays as it is. The end of a text that is longer
/// than `limits::shown_field` is replaced by `…`. The text is a stranger's, so
/// it is not yet safe to show on a terminal.
std::string readable(std::string_view header);

} // namespace imap_client
