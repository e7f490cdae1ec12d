#include "common/imap/text/cursor.hpp"

#include "common/framing/text.hpp"
#include "common/imap/text/ascii.hpp"

#include <charconv>
#include <limits>

namespace imap {

namespace {

bool is_word_char(char c) {
    return is_digit(c) || (upper(c) >= 'A' && upper(c) <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == '=' || c == '+' || c == '$';
}

/// True for the characters of atoms, flags and sequence sets.
bool is_value_char(char c) {
    return is_list_char(c) || c == '\\';
}

constexpr std::uint64_t max_number64 =
    std::uint64_t{std::numeric_limits<std::int64_t>::max()};

} // namespace

char Cursor::next(std::size_t ahead) const {
    if (failed_ || text_.size() - at_ <= ahead) return '\0';
    return text_[at_ + ahead];
}

// [eat]
bool Cursor::eat(char c) {
    if (failed_ || at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
}
// [/eat]

bool Cursor::eat_word(std::string_view word) {
    if (failed_ || !same(text_.substr(at_, word.size()), word)) return false;
    const auto behind = next(word.size());
    if (behind != '\0' && is_atom_char(behind) && behind != '[') return false;
    at_ += word.size();
    return true;
}

// [expect]
void Cursor::expect(char c) {
    if (eat(c)) return;
    if (c == ' ') return fail("a space");
    if (c == '"') return fail("a quote");
    fail(std::string(1, c));
}
// [/expect]

void Cursor::expect_word(std::string_view word) {
    if (!eat_word(word)) fail(word);
}

void Cursor::expect_end() {
    if (!at_end()) fail("the end of the line");
}

void Cursor::fail_at(std::size_t offset, std::string_view expected) {
    stop(offset, "expected " + std::string(expected));
}

bool Cursor::allow(std::size_t count, std::size_t limit, std::string_view of) {
    if (count <= limit) return ok();
    stop(at_, "more than " + std::to_string(limit) + " " + std::string(of));
    return false;
}

// [stop]
void Cursor::stop(std::size_t offset, std::string sentence) {
    if (failed_) return;
    failed_ = true;
    error_.offset = offset;
    error_.what =
        std::move(sentence) + " at octet " + std::to_string(offset + 1);
}
// [/stop]

void Cursor::note(std::size_t begin, std::string_view what) const {
    if (parts_ != nullptr && ok()) parts_->note(begin, at_, what);
}

std::string_view Cursor::take(bool (*is)(char)) {
    const auto start = at_;
    while (!failed_ && !at_end() && is(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
}

std::string_view Cursor::take_while(bool (*is)(char), std::string_view what) {
    const auto taken = take(is);
    note(at_ - taken.size(), what);
    return taken;
}

std::string_view Cursor::rest(std::string_view what) {
    if (failed_) return {};
    const auto rest = text_.substr(at_);
    at_ = text_.size();
    note(at_ - rest.size(), what);
    return rest;
}

std::string Cursor::word(std::string_view what) {
    const auto word = take_while(is_word_char, what);
    if (word.empty()) fail(what);
    return upper(word);
}

std::string Cursor::atom(std::string_view what) {
    const auto atom = take_while(is_atom_char, what);
    if (atom.empty()) fail(what);
    return std::string(atom);
}

std::string Cursor::astring(std::string_view what) {
    if (at_string()) return string(what);
    const auto word = take_while(is_astring_char, what);
    if (word.empty()) fail(what);
    return std::string(word);
}

std::string Cursor::list_mailbox() {
    constexpr std::string_view what = "a mailbox name or pattern";
    if (at_string()) return string(what);
    const auto word = take_while(is_list_char, what);
    if (word.empty()) fail(what);
    return std::string(word);
}

std::string Cursor::string(std::string_view what) {
    if (at_literal()) return std::string(literal(what));
    if (peek() == '"') {
        const auto start = at_;
        auto text = quoted_string();
        note(start, what);
        return text;
    }
    fail(what);
    return {};
}

std::optional<std::string> Cursor::nstring(std::string_view what) {
    const auto start = at_;
    if (!eat_word("NIL")) return string(what);
    note(start, what);
    return std::nullopt;
}

std::string Cursor::quoted_string() {
    std::string text;
    const auto start = at_;
    expect('"');
    while (ok() && !eat('"')) {
        const char c = peek();
        if (at_end() || c == '\r' || c == '\n' || c == '\0') {
            fail("the quote that ends the string");
            break;
        }
        ++at_;
        if (c != '\\') {
            text += c;
        } else if (peek() == '"' || peek() == '\\') {
            text += text_[at_++];
        } else {
            fail("a quote or a backslash behind the backslash");
        }
    }
    // RFC 9755 §3 asks for a BAD, whether UTF-8 was enabled or not.
    if (ok() && kind_ == Text::request && !framing::is_utf8(text))
        fail_at(start, "UTF-8 between the quotes");
    return text;
}

bool Cursor::at_literal() const {
    return peek() == '{' || (peek() == '~' && next(1) == '{');
}

std::string_view Cursor::literal(std::string_view what) {
    const bool any_octet = eat('~') || kind_ == Text::response;
    expect('{');
    const auto octets = number64("the octets of a literal");
    eat('+');
    expect('}');
    if (ok() && !(eat('\r') && eat('\n'))) fail("a line's end");
    if (ok() && octets > text_.size() - at_) fail("all octets of the literal");
    if (!ok()) return {};
    const auto text = text_.substr(at_, static_cast<std::size_t>(octets));
    const auto nul = any_octet ? text.npos : text.find('\0');
    if (nul != text.npos) {
        stop(at_ + nul, "a NUL in a literal");
        return {};
    }
    at_ += text.size();
    note(at_ - text.size(), what);
    return text;
}

void Cursor::skip_value() {
    std::size_t open = 0;
    do {
        if (eat('(')) {
            ++open;
        } else if (open > 0 && eat(')')) {
            --open;
        } else if (open > 0 && eat(' ')) {
            continue;
        } else if (at_string()) {
            string("a value");
        } else if (take_while(is_value_char, "a value").empty()) {
            fail("a value");
        }
    } while (ok() && open > 0);
}

std::uint64_t Cursor::number_from(std::uint64_t least, std::uint64_t most,
                                  std::string_view what) {
    const auto start = at_;
    const auto digits = take(is_digit);
    std::uint64_t value = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && value >= least && value <= most) {
        note(start, what);
        return value;
    }
    fail_at(start, what);
    return 0;
}

std::uint32_t Cursor::number(std::string_view what) {
    return static_cast<std::uint32_t>(number_from(0, 0xFFFFFFFF, what));
}

std::uint32_t Cursor::nz_number(std::string_view what) {
    return static_cast<std::uint32_t>(number_from(1, 0xFFFFFFFF, what));
}

std::uint64_t Cursor::number64(std::string_view what) {
    return number_from(0, max_number64, what);
}

std::uint64_t Cursor::nz_number64(std::string_view what) {
    return number_from(1, max_number64, what);
}

int Cursor::digits(int digits, std::string_view what) {
    int value = 0;
    const auto start = at_;
    for (int i = 0; i < digits; ++i) {
        if (!is_digit(peek())) fail_at(start, what);
        if (!ok()) return 0;
        value = value * 10 + (text_[at_++] - '0');
    }
    note(start, what);
    return value;
}

} // namespace imap
