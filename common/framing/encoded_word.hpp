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
    std::string_view whole;   ///< the encoded-word itself
};

/// Returns the octets of `text` before its encoded-text, as in `=?UTF-8?B?`;
/// 0 if no encoded-word can begin here. The encoding is B or Q.
std::size_t head_of_word(std::string_view text);

/// Returns the encoded-word at the start of `text`, if there is one. It is
/// decoded by itself: padding ends this word, not a word after it
/// (RFC 2047 §4.1, §5).
std::optional<EncodedWord> read_word(std::string_view text);

/// Is handed the pieces of a field's value, in order.
class WordReader {
public:
    virtual ~WordReader() = default;
    /// False: the word counts as text.
    virtual bool can_read(const EncodedWord&) const { return true; }
    virtual void word(const EncodedWord& word) = 0;
    virtual void text(std::string_view text) = 0;
};

/// Cuts the value of a field into encoded-words and text. White space between
/// two encoded-words is neither (RFC 2047 §6.2).
void read_words(std::string_view value, WordReader& reader);

/// Returns the text as a header may hold it: as it is, or in encoded-words of
/// base64, one a line, that decode to exactly `text` (RFC 2047 §2, §4.1).
std::string encode_words(std::string_view text);

} // namespace framing
