#include "common/transcript/pattern.hpp"

#include <algorithm>

namespace transcript {

namespace {

/// Compares piece after piece, from left to right, never going back: a name
/// ends where the next piece begins, or at a space.
class Matcher {
public:
    Matcher(std::string_view line, const Names& known)
        : line_(line), names_(known) {}

    bool match(const Octets& piece, char) {
        return take(piece.octets, std::nullopt);
    }
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
    difference = {at_ + same, std::move(name), std::string(text.substr(same))};
    return false;
}

bool Matcher::match(const Name& piece, char next) {
    const auto known = names_.find(piece.name);
    if (piece.value) {
        if (!take(*piece.value, piece.name)) return false;
        names_[piece.name] = *piece.value;
        return true;
    }
    if (known != names_.end()) return take(known->second, piece.name);

    const auto here = line_.substr(at_);
    const auto stop = [&](char c) { return c == ' ' || c == next; };
    const auto end = std::ranges::find_if(here, stop);
    const auto word =
        here.substr(0, static_cast<std::size_t>(end - here.begin()));
    if (word.empty()) {
        difference = {at_, piece.name, "a word"};
        return false;
    }
    names_[piece.name] = word;
    at_ += word.size();
    return true;
}

/// The octet that ends a name in front of piece `next`.
char first_octet(const Text& text, std::size_t next) {
    if (next == text.size()) return ' ';
    const auto* octets = std::get_if<Octets>(&text[next]);
    return octets ? octets->octets.front() : ' ';
}

} // namespace

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
    if (!matcher.at_end()) return Difference{matcher.at(), std::nullopt, {}};
    names = std::move(matcher.names());
    return std::nullopt;
}

std::optional<std::string> render(const Text& text, const Names& names) {
    std::string said;
    for (const auto& piece : text) {
        if (const auto* octets = std::get_if<Octets>(&piece)) {
            said += octets->octets;
        } else if (const auto* name = std::get_if<Name>(&piece)) {
            const auto known = names.find(name->name);
            if (!name->value && known == names.end()) return std::nullopt;
            said += name->value ? *name->value : known->second;
        } else {
            said += "...";
        }
    }
    return said;
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
