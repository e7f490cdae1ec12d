#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mime {

/// A token of a structured field, RFC 5322 §3.2 and §4.
struct Token {
    enum class Kind : std::uint8_t {
        blanks,  ///< spaces and tabs
        comment, ///< with its parentheses and the comments in it
        quoted,  ///< a quoted-string with its quotation marks
        literal, ///< a domain-literal with its brackets
        word,    ///< an encoded-word, or octets that mean nothing special
        special, ///< one of the characters that the caller named
    };
    Kind kind;
    std::string_view text;

    bool is(char special) const {
        return kind == Kind::special && text[0] == special;
    }
};

/// Cuts the value of a field into tokens; together they are the value. It uses
/// no recursion, and its time is linear.
///
/// A quotation mark, parenthesis or bracket that is never closed is a common
/// character, so that it hides nothing that follows it. If the text is cut, it
/// may be closed behind the cut, and hides everything.
class Lexer {
public:
    /// `specials` are characters that end a word. `text` must stay.
    Lexer(std::string_view text, std::string_view specials, bool is_cut = false)
        : text_(text), specials_(specials), is_cut_(is_cut) {}

    bool at_end() const { return at_ == text_.size(); }
    std::size_t offset() const { return at_; }
    /// Goes on reading at `offset`, which must not lie before `offset()`.
    void go_to(std::size_t offset) { at_ = offset; }
    std::string_view rest() const { return text_.substr(at_); }

    /// Returns the next token. Do not call it at the end.
    Token next();
    /// Skips blanks and comments.
    void skip_comments();
    /// Goes to the next of these specials or to the end, and returns what is
    /// before it.
    std::string_view take_until(std::string_view specials);

private:
    std::size_t size_of_comment();
    std::size_t size_of_unclosed(bool& never_closed);
    std::size_t size_of_closed(char close, bool& never_closed);
    std::size_t size_of_encoded_word();
    std::size_t size_of_word() const;

    std::string_view text_, specials_;
    bool is_cut_;
    std::size_t at_ = 0;
    // A search that was in vain is not done again.
    bool no_comment_ = false, no_quoted_ = false, no_literal_ = false;
    std::size_t word_end_ = 0, blank_ = 0; ///< what was found last
};

/// Returns the octets inside a quoted-string or a comment, without the
/// backslashes of quoted-pairs (RFC 5322 §3.2.1).
std::string unquoted(std::string_view text);

/// Returns the first word of a value that may begin with comments, such as the
/// name of a transfer encoding; empty if there is none.
std::string first_word(std::string_view value);

} // namespace mime
