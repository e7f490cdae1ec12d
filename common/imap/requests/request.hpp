#pragma once

#include "common/imap/requests/command.hpp"
#include "common/imap/text/parse_error.hpp"
#include "common/imap/text/part.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace imap {

/// Reads one request as RequestReader cuts it: without the last CRLF, and with
/// each literal as `{n}` CRLF and n octets.
///
///     command = tag SP (command-any / command-auth / …)   RFC 3501 §9
///
/// The error's `what` is the text of the BAD that answers the request. It never
/// repeats the client's words, among which a password may be. What is read is
/// noted in `parts`, unless that is null.
tl::expected<Request, ParseError> parse_request(std::string_view text,
                                                Parts* parts = nullptr);

/// True if the line ends an IDLE: "DONE" in any case, RFC 2177 §3.
bool parse_done(std::string_view line);

/// A request as octets, with its last CRLF.
struct RequestText {
    std::string octets;
    /// Offsets in `octets` at which the client stops until the server has sent
    /// `+`. Non-synchronising literals (`{n+}`) add none.
    std::vector<std::size_t> stops;
};

struct RequestStyle {
    bool utf8 = false; ///< UTF8=ACCEPT or IMAP4rev2 was enabled
    /// Octets of the largest literal that the server takes without `+`: any
    /// with LITERAL+, 4096 with LITERAL- (RFC 7888 §5).
    std::size_t non_sync = 0;
};

/// Returns `request` as a client sends it. Tags, capabilities, mechanisms and
/// keywords are written as they are. All other strings are quoted where needed;
/// they must hold no NUL, except the message of an APPEND.
RequestText print(const Request& request, RequestStyle style = {});

} // namespace imap
