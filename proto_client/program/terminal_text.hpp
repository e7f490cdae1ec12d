#pragma once

#include <string>
#include <string_view>

/// Makes text for a terminal from octets that a stranger sends.
///
/// CRLF becomes the end of a line; what the terminal might obey, or is not
/// UTF-8, becomes `\xHH`.
class TerminalText {
public:
    /// What can be shown of the stream, now that `bytes` have come. An octet
    /// that may be half of something waits for the rest.
    std::string show(std::string_view bytes);

    /// What has waited in vain.
    std::string show_rest();

private:
    std::string held_;
};
