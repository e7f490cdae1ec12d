#include "proto_client/tell/terminal_text.hpp"

#include "common/framing/text.hpp"
#include "common/transcript/escape.hpp"

#include <utility>

namespace client {

std::string harmless(std::string_view text) {
    std::string shown;
    while (const auto fault = framing::find_fault(text)) {
        shown += text.substr(0, fault->offset);
        shown += transcript::escape(text.substr(fault->offset, 1));
        text.remove_prefix(fault->offset + 1);
    }
    return shown += text;
}

std::string harmless_lines(std::string_view bytes) {
    std::string shown;
    for (auto end = bytes.find('\n'); end != bytes.npos;
         end = bytes.find('\n')) {
        auto line = bytes.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        shown.append(harmless(line)).append("\n");
        bytes.remove_prefix(end + 1);
    }
    return shown += harmless(bytes);
}

namespace {

/// Returns the length of the UTF-8 sequence that begins with `lead`, in octets
/// (RFC 3629 §3).
std::size_t sequence_length(char lead) {
    const auto octet = static_cast<unsigned char>(lead);
    if (octet >= 0xF0) return 4;
    if (octet >= 0xE0) return 3;
    return octet >= 0xC0 ? 2 : 1;
}

/// Returns the number of octets at the end of `bytes` that may be the beginning
/// of a CRLF or of a UTF-8 sequence.
std::size_t unfinished(std::string_view bytes) {
    if (bytes.ends_with('\r')) return 1;
    for (std::size_t n = 1; n <= 3 && n <= bytes.size(); ++n)
        if (sequence_length(bytes[bytes.size() - n]) > n) return n;
    return 0;
}

} // namespace

std::string TerminalText::show(std::string_view bytes) {
    auto all = std::exchange(held_, {});
    all += bytes;
    const auto whole = all.size() - unfinished(all);
    held_ = all.substr(whole);
    return harmless_lines(std::string_view(all).substr(0, whole));
}

std::string TerminalText::show_rest() {
    return harmless_lines(std::exchange(held_, {}));
}

} // namespace client
