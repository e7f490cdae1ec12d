#include "common/imap/values/flags.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <algorithm>
#include <array>

namespace imap {

namespace {

constexpr std::array<Flag, 6> all_flags{Flag::answered, Flag::flagged,
                                        Flag::deleted,  Flag::seen,
                                        Flag::draft,    Flag::recent};

bool comes_before(const std::string& left, std::string_view right) {
    return std::lexicographical_compare(
        left.begin(), left.end(), right.begin(), right.end(),
        [](char a, char b) { return upper(a) < upper(b); });
}

} // namespace

std::string_view name(Flag flag) {
    switch (flag) {
    case Flag::answered:
        return "\\Answered";
    case Flag::flagged:
        return "\\Flagged";
    case Flag::deleted:
        return "\\Deleted";
    case Flag::seen:
        return "\\Seen";
    case Flag::draft:
        return "\\Draft";
    case Flag::recent:
        return "\\Recent";
    }
    return {};
}

Flags::Flags(std::initializer_list<Flag> flags,
             std::initializer_list<std::string_view> keywords) {
    for (const auto flag : flags) set(flag);
    for (const auto keyword : keywords) add(keyword);
}

bool Flags::has(Flag flag) const {
    return (system_ & static_cast<std::uint8_t>(flag)) != 0;
}

void Flags::set(Flag flag, bool on) {
    const auto bit = static_cast<unsigned>(flag);
    system_ = static_cast<std::uint8_t>(on ? system_ | bit : system_ & ~bit);
}

bool Flags::has(std::string_view keyword) const {
    const auto at = std::lower_bound(keywords_.begin(), keywords_.end(),
                                     keyword, comes_before);
    return at != keywords_.end() && same(*at, keyword);
}

void Flags::add(std::string_view keyword) {
    const auto at = std::lower_bound(keywords_.begin(), keywords_.end(),
                                     keyword, comes_before);
    if (at == keywords_.end() || !same(*at, keyword))
        keywords_.emplace(at, keyword);
}

void Flags::remove(std::string_view keyword) {
    const auto at = std::lower_bound(keywords_.begin(), keywords_.end(),
                                     keyword, comes_before);
    if (at != keywords_.end() && same(*at, keyword)) keywords_.erase(at);
}

void Flags::add(const Flags& others) {
    system_ |= others.system_;
    for (const auto& keyword : others.keywords_) add(keyword);
}

void Flags::remove(const Flags& others) {
    system_ = static_cast<std::uint8_t>(system_ & ~unsigned{others.system_});
    for (const auto& keyword : others.keywords_) remove(keyword);
}

bool is_keyword(std::string_view text) {
    return !text.empty() && text.size() <= limits::keyword &&
           std::all_of(text.begin(), text.end(), is_atom_char);
}

void read_flag(Cursor& in, FlagsFrom from, Flags& flags) {
    const auto start = in.offset();
    const bool system = in.eat('\\');
    const auto word = (system ? "\\" : "") + in.atom("a flag");
    in.note(start, "a flag");
    if (!in.ok()) return;
    const bool client = from == FlagsFrom::client;
    if (word.size() > limits::keyword) {
        if (!client) in.allow(word.size(), limits::keyword, "octets of a flag");
        return;
    }
    if (!system) return flags.add(word);
    for (const auto flag : all_flags) {
        if (!same(word, name(flag))) continue;
        if (!client || flag != Flag::recent) flags.set(flag);
        return;
    }
    if (!client) flags.add(word);
}

Flags read_flag_list(Cursor& in, FlagsFrom from) {
    Flags flags;
    in.expect('(');
    if (in.eat(')')) return flags;
    for (std::size_t count = 1; in.ok(); ++count) {
        in.allow(count, limits::list, "flags");
        read_flag(in, from, flags);
        if (in.eat(')')) break;
        in.space();
    }
    return flags;
}

void write(Writer& out, const Flags& flags) {
    auto list = out.list();
    for (const auto flag : all_flags)
        if (flags.has(flag)) list.next() << name(flag);
    for (const auto& keyword : flags.keywords()) list.next() << keyword;
}

} // namespace imap
