#include "proto_server/mime/lexer.hpp"

#include "common/framing/encoded_word.hpp"

#include <algorithm>

namespace mime {
namespace {

constexpr std::string_view blanks = " \t";

} // namespace

Token Lexer::next() {
    using Kind = Token::Kind;
    auto kind = Kind::word;
    std::size_t size = 0;
    switch (text_[at_]) {
    case ' ':
    case '\t':
        kind = Kind::blanks;
        size =
            std::min(text_.find_first_not_of(blanks, at_), text_.size()) - at_;
        break;
    case '(':
        kind = Kind::comment;
        size = size_of_comment();
        break;
    case '"':
        kind = Kind::quoted;
        size = size_of_closed('"', no_quoted_);
        break;
    case '[':
        kind = Kind::literal;
        size = size_of_closed(']', no_literal_);
        break;
    case '=':
        size = size_of_encoded_word();
        break;
    default:
        break;
    }
    if (size == 0) {
        const bool special = specials_.find(text_[at_]) != specials_.npos;
        kind = special ? Kind::special : Kind::word;
        size = special ? 1 : size_of_word();
    }
    const auto token = text_.substr(at_, size);
    at_ += size;
    return {kind, token};
}

void Lexer::skip_comments() {
    while (!at_end()) {
        const auto before = at_;
        const auto kind = next().kind;
        if (kind == Token::Kind::blanks || kind == Token::Kind::comment)
            continue;
        at_ = before;
        return;
    }
}

std::string_view Lexer::take_until(std::string_view specials) {
    const auto begin = at_;
    while (!at_end()) {
        const auto before = at_;
        const auto token = next();
        if (token.kind == Token::Kind::special &&
            specials.find(token.text[0]) != specials.npos) {
            at_ = before;
            break;
        }
    }
    return text_.substr(begin, at_ - begin);
}

/// comment = "(" *([FWS] ccontent) [FWS] ")"   RFC 5322 §3.2.2
std::size_t Lexer::size_of_comment() {
    if (no_comment_) return 0;
    std::size_t open = 0;
    for (auto at = at_; at < text_.size(); ++at) {
        if (text_[at] == '\\')
            ++at;
        else if (text_[at] == '(')
            ++open;
        else if (text_[at] == ')' && --open == 0)
            return at + 1 - at_;
    }
    return size_of_unclosed(no_comment_);
}

/// Returns the size of what begins here and ends with `close`.
std::size_t Lexer::size_of_closed(char close, bool& never_closed) {
    if (never_closed) return 0;
    for (auto at = at_ + 1; at < text_.size(); ++at) {
        if (text_[at] == '\\')
            ++at;
        else if (text_[at] == close)
            return at + 1 - at_;
    }
    return size_of_unclosed(never_closed);
}

std::size_t Lexer::size_of_unclosed(bool& never_closed) {
    never_closed = true;
    return is_cut_ ? text_.size() - at_ : 0;
}

/// Some senders put a comma or a quotation mark into an encoded-word of a
/// phrase, though RFC 2047 §5 (3) forbids it.
std::size_t Lexer::size_of_encoded_word() {
    const auto head = framing::head_of_word(rest());
    if (head == 0) return 0;
    const auto inner = at_ + head;
    if (word_end_ < inner)
        word_end_ = std::min(text_.find("?=", inner), text_.size());
    if (blank_ < inner)
        blank_ = std::min(text_.find_first_of(blanks, inner), text_.size());
    return word_end_ < blank_ ? word_end_ + 2 - at_ : 0;
}

std::size_t Lexer::size_of_word() const {
    auto end = at_ + 1;
    while (end < text_.size() &&
           std::string_view(" \t(\"[=").find(text_[end]) ==
               std::string_view::npos &&
           specials_.find(text_[end]) == specials_.npos)
        ++end;
    return end - at_;
}

std::string unquoted(std::string_view text) {
    if (text.size() < 2) return {};
    text = text.substr(1, text.size() - 2);
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        plain += text[at];
    }
    return plain;
}

std::string first_word(std::string_view value) {
    Lexer lexer(value, ";");
    lexer.skip_comments();
    if (lexer.at_end()) return {};
    const auto token = lexer.next();
    if (token.kind == Token::Kind::quoted) return unquoted(token.text);
    return token.kind == Token::Kind::word ? std::string(token.text)
                                           : std::string();
}

} // namespace mime
