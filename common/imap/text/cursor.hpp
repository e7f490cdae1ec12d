#pragma once

#include "common/imap/text/parse_error.hpp"
#include "common/imap/text/part.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace imap {

/// Reads the words of IMAP from a text, from left to right.
///
/// After the first error every function takes nothing and returns an empty
/// value. So a grammar is written without a check after each word; it asks
/// `ok()` only in its loops and at its end.
class Cursor {
public:
    /// `text` must outlive the cursor. It is a whole request or response
    /// without its last CRLF, in which a literal is `{n}` CRLF and n octets.
    /// In a request, a NUL in a literal (RFC 3501 §9, CHAR8) and octets in a
    /// quoted string that are not UTF-8 are errors; a response may have both.
    enum class Text : std::uint8_t { request, response };
    /// `parts` may be null; otherwise what is read is noted there, with its
    /// name.
    explicit Cursor(std::string_view text, Text kind = Text::request,
                    Parts* parts = nullptr)
        : text_(text), kind_(kind), parts_(parts) {}

    bool ok() const { return !failed_; }
    bool at_end() const { return at_ == text_.size(); }
    std::size_t offset() const { return at_; }

    /// Returns the next character; NUL at the end and after an error.
    char peek() const { return next(0); }
    char next(std::size_t ahead) const;

    /// Takes `c`, or `word` in any case, if it comes next. A longer atom that
    /// only begins with `word` is not taken.
    bool eat(char c);
    bool eat_word(std::string_view word);

    void expect(char c);
    void expect_word(std::string_view word);
    void space() { expect(' '); }
    void expect_end();

    /// Stops with "expected … at octet …", at the current or a given offset.
    void fail(std::string_view expected) { fail_at(at_, expected); }
    void fail_at(std::size_t offset, std::string_view expected);

    /// Stops with "more than … at octet …" if `count` is over `limit`. Returns
    /// ok().
    bool allow(std::size_t count, std::size_t limit, std::string_view of);

    /// Notes that all that was read since the offset `begin` is one part.
    void note(std::size_t begin, std::string_view what) const;

    /// Takes octets as long as `is` returns true. `what` is their name, here
    /// and below.
    std::string_view take_while(bool (*is)(char), std::string_view what);
    /// Takes everything that is left.
    std::string_view rest(std::string_view what);

    /// Takes letters, digits, `.`, `-`, `_`, `=`, `+` and `$`, and returns them
    /// in capitals. `what` says in the error what was expected, here and below.
    std::string word(std::string_view what);

    std::string atom(std::string_view what);
    /// astring = 1*ASTRING-CHAR / string   RFC 3501 §9
    std::string astring(std::string_view what);
    /// list-mailbox = 1*list-char / string   RFC 3501 §9
    std::string list_mailbox();
    /// string = quoted / literal   RFC 3501 §9
    std::string string(std::string_view what);
    /// nstring = string / nil   RFC 3501 §9
    std::optional<std::string> nstring(std::string_view what);
    /// literal = "{" number64 ["+"] "}" CRLF *CHAR8, or literal8, which begins
    /// with "~" and may hold NULs   RFC 9051 §9
    std::string_view literal(std::string_view what);
    bool at_literal() const;
    bool at_string() const { return peek() == '"' || at_literal(); }

    /// Takes one value of any kind: an atom, a string, a list of values.
    void skip_value();

    /// number = 1*DIGIT   RFC 3501 §9; from 0 to 2^32-1, or 2^63-1
    std::uint32_t number(std::string_view what);
    std::uint64_t number64(std::string_view what);
    /// nz-number = digit-nz *DIGIT   RFC 3501 §9; the same from 1
    std::uint32_t nz_number(std::string_view what);
    std::uint64_t nz_number64(std::string_view what);
    /// Takes exactly `digits` digits.
    int digits(int digits, std::string_view what);

    /// Returns the first error, without a tag.
    const ParseError& error() const { return error_; }

private:
    void stop(std::size_t offset, std::string sentence);
    std::string_view take(bool (*is)(char));
    std::string quoted_string();
    std::uint64_t number_from(std::uint64_t least, std::uint64_t most,
                              std::string_view what);

    std::string_view text_;
    Text kind_;
    Parts* parts_;
    std::size_t at_ = 0;
    bool failed_ = false;
    ParseError error_{"*", 0, {}};
};

} // namespace imap
