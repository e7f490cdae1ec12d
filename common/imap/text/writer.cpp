#include "common/imap/text/writer.hpp"

#include "common/framing/text.hpp"
#include "common/imap/text/ascii.hpp"

#include <algorithm>

namespace imap {

namespace {

/// Octets of a quoted string. A longer one is written as a literal, because
/// the other end limits the length of a line.
constexpr std::size_t longest_quoted = 1000;

bool can_be_quoted(std::string_view text, bool utf8) {
    if (text.size() > longest_quoted) return false;
    bool has_8bit = false;
    for (const char c : text) {
        if (c == '\r' || c == '\n' || c == '\0') return false;
        has_8bit = has_8bit || is_8bit(c);
    }
    return !has_8bit || (utf8 && !framing::find_fault(text));
}

} // namespace

Writer& Writer::operator<<(std::string_view text) {
    text_ += text;
    return *this;
}

Writer& Writer::operator<<(char c) {
    text_ += c;
    return *this;
}

Writer& Writer::operator<<(std::uint32_t number) {
    text_ += std::to_string(number);
    return *this;
}

Writer& Writer::operator<<(std::uint64_t number) {
    text_ += std::to_string(number);
    return *this;
}

void Writer::string(std::string_view text) {
    if (!can_be_quoted(text, options_.utf8)) return literal(text);
    text_ += '"';
    auto written = text.begin();
    for (auto at = text.begin(); at != text.end(); ++at) {
        if (*at != '"' && *at != '\\') continue;
        text_.append(written, at) += '\\';
        written = at;
    }
    text_.append(written, text.end()) += '"';
}

void Writer::astring(std::string_view text) {
    const bool is_atom = !text.empty() && text.size() <= longest_quoted &&
                         !same(text, "NIL") &&
                         std::all_of(text.begin(), text.end(), is_astring_char);
    if (!is_atom) return string(text);
    text_ += text;
}

void Writer::nstring(const std::optional<std::string>& text) {
    if (text) return string(*text);
    text_ += "NIL";
}

void Writer::literal(std::string_view octets) {
    mark(octets.size());
    text_ += octets;
}

void Writer::literal8(std::string_view octets) {
    text_ += '~';
    literal(octets);
}

void Writer::text(std::string_view text) {
    for (const char c : text)
        text_ += is_control(c) || (is_8bit(c) && !options_.utf8) ? '?' : c;
}

void Writer::mark(std::size_t octets) {
    const bool non_sync = octets <= options_.non_sync && options_.non_sync > 0;
    text_ += '{' + std::to_string(octets) + (non_sync ? "+}\r\n" : "}\r\n");
    if (!non_sync) stops_.push_back(text_.size());
}

Writer& Writer::List::next() {
    if (!first_) out_ << ' ';
    first_ = false;
    return out_;
}

} // namespace imap
