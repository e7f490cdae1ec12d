#include "common/transcript/pattern.hpp"

#include "common/transcript/limits.hpp"

#include <algorithm>
#include <charconv>

namespace transcript {

namespace {

/// Returns what `<name+2>` stands for; nothing when the value is no number.
std::optional<std::string> add(const std::string& value, std::uint32_t plus) {
    if (plus == 0) return value;
    const auto number = to_number(value);
    if (!number) return std::nullopt;
    return std::to_string(*number + plus);
}

/// Compares piece after piece, from left to right, and never goes back: a name
/// ends where the next piece begins, or at a space.
class Matcher {
public:
    Matcher(std::string_view line, const Names& known)
        : line_(line), names_(known) {}

    bool match(const Octets& piece, char) { return take(piece.octets, {}); }
    bool match(const Rest&, char) {
        at_ = line_.size();
        return true;
    }
    bool match(const Name& piece, char next);
    bool at_end() const { return at_ == line_.size(); }

    Difference difference{};
    Names& names() { return names_; }
    std::size_t at() const { return at_; }

private:
    bool take(std::string_view text, std::optional<std::string> name);

    std::string_view line_;
    std::size_t at_ = 0;
    Names names_;
};

bool Matcher::take(std::string_view text, std::optional<std::string> name) {
    const auto here = line_.substr(at_);
    const auto [wrong, expected] =
        std::mismatch(here.begin(), here.end(), text.begin(), text.end());
    const auto same = static_cast<std::size_t>(expected - text.begin());
    if (same == text.size()) {
        at_ += same;
        return true;
    }
    difference = {at_ + same, Difference::Wanted::octets,
                  std::string(text.substr(same)), std::move(name)};
    return false;
}

bool Matcher::match(const Name& piece, char next) {
    const auto known = names_.find(piece.name);
    if (piece.value) {
        if (!take(*piece.value, piece.name)) return false;
        names_[piece.name] = *piece.value;
        return true;
    }
    const auto value_now =
        known == names_.end() ? std::nullopt : add(known->second, piece.plus);
    if (value_now) return take(*value_now, piece.name);
    if (piece.plus > 0) { // a sum gives no value
        difference = {at_, Difference::Wanted::word, {}, piece.name};
        return false;
    }

    const auto here = line_.substr(at_);
    const auto stop = [&](char c) { return c == ' ' || c == next; };
    const auto end =
        piece.is_rest ? here.end() : std::ranges::find_if(here, stop);
    const auto value =
        here.substr(0, static_cast<std::size_t>(end - here.begin()));
    if (value.empty() && !piece.is_rest) {
        difference = {at_, Difference::Wanted::word, {}, piece.name};
        return false;
    }
    for (const auto& other : piece.unlike) {
        const auto taken = names_.find(other);
        if (taken == names_.end() || taken->second != value) continue;
        difference = {at_, Difference::Wanted::other, taken->second,
                      piece.name};
        return false;
    }
    names_[piece.name] = value;
    at_ += value.size();
    return true;
}

/// Returns the octet that ends a name which stands before piece `next`.
char first_octet(const Text& text, std::size_t next) {
    if (next == text.size()) return ' ';
    const auto* octets = std::get_if<Octets>(&text[next]);
    return octets ? octets->octets.front() : ' ';
}

} // namespace

std::optional<std::uint32_t> to_number(std::string_view digits) {
    std::uint32_t number = 0;
    const auto end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (digits.empty() || error != std::errc{} || stop != end ||
        number > limits::varied_number)
        return std::nullopt;
    return number;
}

std::optional<Difference> match(const Text& pattern, std::string_view line,
                                Names& names) {
    Matcher matcher(line, names);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto next = first_octet(pattern, i + 1);
        const bool same = std::visit(
            [&](const auto& piece) { return matcher.match(piece, next); },
            pattern[i]);
        if (!same) return matcher.difference;
    }
    if (!matcher.at_end())
        return Difference{matcher.at(), Difference::Wanted::end};
    names = std::move(matcher.names());
    return std::nullopt;
}

std::optional<Text> with_values(const Text& text, const Names& names) {
    auto found = text;
    for (auto& piece : found) {
        if (std::holds_alternative<Rest>(piece)) piece = Octets{"..."};
        auto* name = std::get_if<Name>(&piece);
        if (!name || name->value) continue;
        const auto known = names.find(name->name);
        if (known == names.end()) return std::nullopt;
        name->value = add(known->second, name->plus);
        if (!name->value) return std::nullopt;
        name->plus = 0;
    }
    return found;
}

std::optional<std::string> render(const Text& text, const Names& names) {
    const auto whole = with_values(text, names);
    if (!whole) return std::nullopt;
    std::string octets;
    for (const auto& piece : *whole) {
        const auto* name = std::get_if<Name>(&piece);
        octets += name ? *name->value : std::get<Octets>(piece).octets;
    }
    return octets;
}

std::string say_names(const Text& text, const Names& names) {
    std::string said;
    for (const auto& piece : text) {
        const auto* name = std::get_if<Name>(&piece);
        if (!name || name->value) continue;
        const auto known = names.find(name->name);
        if (known == names.end()) continue;
        if (!said.empty()) said += ", ";
        said += '<' + name->name + "> is " + known->second;
    }
    return said;
}

} // namespace transcript
