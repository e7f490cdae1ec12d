#include "common/transcript/parse_text.hpp"

#include "common/transcript/limits.hpp"
#include "common/transcript/pattern.hpp"

#include <algorithm>
#include <charconv>

namespace transcript {

namespace {

std::string take(std::string_view& text, std::size_t count) {
    const auto taken = text.substr(0, count);
    text.remove_prefix(taken.size());
    return std::string(taken);
}

tl::unexpected<std::string> wrong(std::string what) {
    return tl::make_unexpected(std::move(what));
}

std::string too_long() {
    return "a line may become at most " + std::to_string(limits::text) +
           " octets";
}

/// Reads `xHH`, which follows a backslash.
Result<std::string> hex_octet(std::string_view& text) {
    const auto digits = take(text, 3).substr(1);
    unsigned value = 0;
    const auto end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value, 16);
    if (digits.size() != 2 || error != std::errc{} || stop != end)
        return wrong("\\x needs two hexadecimal digits: \\x1B");
    return std::string(1, static_cast<char>(value));
}

/// Reads `{text*count}`, which follows a backslash.
Result<std::string> repetition(std::string_view& text) {
    const auto end = text.find('}');
    const auto star = text.substr(0, end).rfind('*');
    std::size_t count = 0;
    if (end == text.npos || star == text.npos)
        return wrong("a repetition is written \\{x*1001}");
    const auto number = text.substr(star + 1, end - star - 1);
    const auto last = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), last, count);
    if (error != std::errc{} || stop != last)
        return wrong("a repetition ends in a number: \\{x*1001}");

    if (text.find("\\{") < star)
        return wrong("there is no repetition within a repetition");
    const auto once = unescape(text.substr(1, star - 1));
    if (!once) return once;
    if (count > limits::text || once->size() * count > limits::text)
        return wrong(too_long());
    text.remove_prefix(end + 1);
    std::string all;
    for (; count > 0; --count) all += *once;
    return all;
}

/// Reads what follows a backslash.
Result<std::string> escaped(std::string_view& text) {
    constexpr std::string_view letters = "\\rnt0<#";
    constexpr std::string_view meanings("\\\r\n\t\0<#", 7);
    if (const auto which = letters.find(text[0]); which != letters.npos) {
        text.remove_prefix(1);
        return std::string(1, meanings[which]);
    }
    if (text[0] == 'x') return hex_octet(text);
    if (text[0] == '{') return repetition(text);
    // A character outside ASCII has more octets than this one.
    const bool ascii = static_cast<unsigned char>(text[0]) < 0x80;
    return wrong("unknown escape" +
                 (ascii ? std::string(" \\") + text[0] : "") +
                 "; there are \\\\ \\r \\n \\t \\0 \\xHH \\< \\# \\{x*1001}");
}

bool is_plain(std::string_view name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789-_";
    return !name.empty() && name.size() <= limits::name &&
           name.find_first_not_of(allowed) == name.npos;
}

/// Takes the other names of `<name!=other!=more>` from the end.
std::vector<std::string> take_unlike(std::string_view& inside) {
    const auto name_end = inside.find("!=");
    auto rest = inside.substr(name_end);
    inside = inside.substr(0, name_end);
    std::vector<std::string> names;
    while (!rest.empty()) {
        rest.remove_prefix(2);
        names.push_back(take(rest, rest.find("!=")));
    }
    return names;
}

/// `<name>`, `<name=value>`, `<name...>`, `<name+2>` or `<name!=other>`
Result<Name> name(std::string_view& text) {
    const auto end = text.find('>');
    auto inside = text.substr(1, std::min(end, text.size()) - 1);
    const auto equals = inside.find('=');
    Name found{};
    if (equals != 0 && equals != inside.npos && inside[equals - 1] == '!') {
        found.unlike = take_unlike(inside);
    } else if (equals != inside.npos) {
        found.value = inside.substr(equals + 1);
        inside = inside.substr(0, equals);
    } else if (inside.ends_with("...")) {
        found.is_rest = true;
        inside.remove_suffix(3);
    } else if (const auto plus = inside.find('+'); plus != inside.npos) {
        found.plus = to_number(inside.substr(plus + 1)).value_or(0);
        if (found.plus > 0) inside = inside.substr(0, plus);
    }
    found.name = inside;

    if (end == text.npos || !is_plain(inside) ||
        !std::ranges::all_of(found.unlike, is_plain))
        return wrong("a name is letters, digits, - and _ in < >, as <n>, "
                     "<n+1>, <n=3> or <n!=m>; a plain < is written \\<");
    if (found.is_rest && end + 1 != text.size())
        return wrong("<" + found.name +
                     "...> is the rest of the line; nothing "
                     "stands behind it");
    text.remove_prefix(end + 1);
    return found;
}

/// Moves the end of the line out of the text. With `goes_on` the file had a
/// backslash there.
LineText ended(Text text, bool goes_on) {
    if (!goes_on) return {std::move(text), "\r\n"};
    std::string end;
    if (auto* last = text.empty() ? nullptr : std::get_if<Octets>(&text.back());
        last && last->octets.ends_with('\n')) {
        end = last->octets.ends_with("\r\n") ? "\r\n" : "\n";
        last->octets.erase(last->octets.size() - end.size());
        if (last->octets.empty()) text.pop_back();
    }
    return {std::move(text), std::move(end)};
}

/// Takes `...`. Two and more blanks before it are only there to look nice.
bool take_rest(std::string_view& written) {
    const auto dots = written.find_first_not_of(' ');
    if (dots == 1 || dots == written.npos || written.substr(dots) != "...")
        return false;
    written = {};
    return true;
}

/// Puts the pieces of a line together.
class Builder {
public:
    /// Takes the next piece from the front. Returns what is wrong with it, or
    /// nothing.
    std::optional<std::string> take_piece(std::string_view& written);
    Text finish() {
        flush();
        return std::move(text_);
    }

private:
    void flush();

    Text text_;
    std::string octets_;
    std::size_t size_ = 0; ///< all octets so far
};

std::optional<std::string> Builder::take_piece(std::string_view& written) {
    if (take_rest(written)) {
        flush();
        text_.emplace_back(Rest{});
    } else if (written[0] == '\\') {
        written.remove_prefix(1);
        const auto part = escaped(written);
        if (!part) return part.error();
        octets_ += *part;
        size_ += part->size();
    } else if (written[0] == '<') {
        flush();
        auto part = name(written);
        if (!part) return part.error();
        if (!text_.empty() && std::holds_alternative<Name>(text_.back()))
            return "between two names there must be something";
        text_.emplace_back(std::move(*part));
    } else {
        octets_ += take(written, 1);
        ++size_;
    }
    if (size_ > limits::text) return too_long();
    return std::nullopt;
}

void Builder::flush() {
    if (!octets_.empty()) text_.emplace_back(Octets{octets_});
    octets_.clear();
}

} // namespace

Result<LineText> parse_text(std::string_view written) {
    Builder builder;
    while (!written.empty() && written != "\\") {
        if (auto what = builder.take_piece(written))
            return wrong(std::move(*what));
    }
    return ended(builder.finish(), !written.empty());
}

Result<std::string> unescape(std::string_view written) {
    std::string octets;
    while (!written.empty()) {
        if (written.size() > 1 && written[0] == '\\') {
            written.remove_prefix(1);
            const auto part = escaped(written);
            if (!part) return wrong(part.error());
            octets += *part;
        } else {
            octets += take(written, 1);
        }
        if (octets.size() > limits::text) return wrong(too_long());
    }
    return octets;
}

} // namespace transcript
