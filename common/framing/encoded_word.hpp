#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace framing {

/// An encoded-word of a header, RFC 2047 §2:
/// encoded-word = "=?" charset "?" encoding "?" encoded-text "?="
struct EncodedWord {
    std::string_view charset; ///< without a language (RFC 2231 §5)
    std::string octets;       ///< decoded; they are text of that charset
    std::size_t length = 0;   ///< octets of the encoded-word itself
};

/// Returns the octets of `text` before its encoded-text, as in `=?UTF-8?B?`;
/// 0 if no encoded-word can begin here. The encoding is B or Q.
std::size_t head_of_word(std::string_view text);

/// Returns the encoded-word at the start of `text`, if there is one. It is
/// decoded by itself: padding ends this word, not a word after it
/// (RFC 2047 §4.1, §5).
std::optional<EncodedWord> read_word(std::string_view text);

} // namespace framing
