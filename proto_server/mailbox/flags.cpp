#include "proto_server/mailbox/flags.hpp"

#include "proto_server/mailbox/ascii.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>

namespace mail {
namespace {

std::uint8_t bit(SystemFlag flag) {
    return static_cast<std::uint8_t>(flag);
}

auto place_of(auto& keywords, std::string_view keyword) {
    return std::lower_bound(keywords.begin(), keywords.end(), keyword,
                            keyword_before);
}

} // namespace

bool keyword_before(std::string_view a, std::string_view b) {
    return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

bool same_keyword(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool is_keyword(std::string_view keyword) {
    constexpr std::string_view specials = "(){%*\"\\]";
    return !keyword.empty() && keyword.size() <= limits::keyword_octets &&
           std::ranges::all_of(keyword, [&](char c) {
               return c > ' ' && c < '\x7f' &&
                      specials.find(c) == specials.npos;
           });
}

Flags::Flags(std::initializer_list<SystemFlag> flags) {
    for (const auto flag : flags) add(flag);
}

bool Flags::has(SystemFlag flag) const {
    return (system_ & bit(flag)) != 0;
}

bool Flags::has(std::string_view keyword) const {
    const auto place = place_of(keywords_, keyword);
    return place != keywords_.end() && same_keyword(*place, keyword);
}

Flags& Flags::add(SystemFlag flag) {
    system_ |= bit(flag);
    return *this;
}

Flags& Flags::add(std::string_view keyword) {
    if (!has(keyword)) keywords_.emplace(place_of(keywords_, keyword), keyword);
    return *this;
}

Flags& Flags::remove(SystemFlag flag) {
    system_ = static_cast<std::uint8_t>(system_ & ~bit(flag));
    return *this;
}

Flags& Flags::remove(std::string_view keyword) {
    if (has(keyword)) keywords_.erase(place_of(keywords_, keyword));
    return *this;
}

Flags& Flags::add(const Flags& others) {
    system_ |= others.system_;
    for (const auto& keyword : others.keywords_) add(keyword);
    return *this;
}

Flags& Flags::remove(const Flags& others) {
    system_ = static_cast<std::uint8_t>(system_ & ~others.system_);
    for (const auto& keyword : others.keywords_) remove(keyword);
    return *this;
}

bool Flags::operator==(const Flags& other) const {
    return system_ == other.system_ &&
           std::ranges::equal(keywords_, other.keywords_, same_keyword);
}

} // namespace mail
