#pragma once

#include "common/imap/requests/command.hpp"
#include "common/imap/text/parse_error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace imap {

/// Reads one request: its text without the last CRLF, literals standing in it
/// as `{n}` CRLF and n octets, as RequestReader cuts it.
///
///     command = tag SP (command-any / command-auth / …)   RFC 3501 §9
///
/// The error's `what` is the text of the BAD that answers it, and never
/// repeats what the client said.
tl::expected<Request, ParseError> parse_request(std::string_view text);

/// Whether a line ends an IDLE: "DONE", in any case. RFC 2177 §3.
bool parse_done(std::string_view line);

/// A request as octets, with its last CRLF.
struct RequestText {
    std::string octets;
    /// Where the client stops until the server has said `+`: each is an offset
    /// into `octets`. None with non-synchronising literals.
    std::vector<std::size_t> stops;
};

struct RequestStyle {
    bool utf8 = false;     ///< UTF8=ACCEPT or IMAP4rev2 was enabled
    bool non_sync = false; ///< the server offers LITERAL+ (RFC 7888)
};

/// How a client says it. What is a word by its nature (a tag, a capability, a
/// mechanism, a keyword) is written as it is. Every other string is an argument
/// without NULs; only the message of an APPEND may hold them.
RequestText print(const Request& request, RequestStyle style = {});

} // namespace imap
