#pragma once

#include <string>
#include <string_view>

namespace client {

/// Returns a text as it may be shown: a control character, also the end of a
/// line, and an octet that is no UTF-8 become `\xHH`.
std::string harmless(std::string_view text);

/// Returns a text of several lines as it may be shown: the end of a line, LF or
/// CRLF, is LF, and each line is harmless.
std::string harmless_lines(std::string_view text);

/// Makes octets from a stranger safe to show on a terminal.
///
/// CRLF becomes the end of a line. A control character, which the terminal
/// might obey, and an octet that is no UTF-8 become `\xHH`.
class TerminalText {
public:
    /// Returns the text of `bytes`, the next octets of the stream. The octets
    /// of an unfinished character at their end wait for the rest of it.
    std::string show(std::string_view bytes);

    /// Returns the text of the octets that still wait, at the end of the
    /// stream.
    std::string show_rest();

private:
    std::string held_;
};

} // namespace client
