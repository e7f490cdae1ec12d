#include "proto_server/imap/flag_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace imap_server {
namespace {

constexpr std::array<std::pair<imap::Flag, mail::SystemFlag>, 5> system_flags{{
    {imap::Flag::answered, mail::SystemFlag::answered},
    {imap::Flag::flagged, mail::SystemFlag::flagged},
    {imap::Flag::deleted, mail::SystemFlag::deleted},
    {imap::Flag::seen, mail::SystemFlag::seen},
    {imap::Flag::draft, mail::SystemFlag::draft},
}};

} // namespace

imap::Flags to_wire(const mail::Flags& flags) {
    imap::Flags result;
    for (const auto& [wire, flag] : system_flags)
        if (flags.has(flag)) result.set(wire);
    for (const auto& keyword : flags.keywords()) result.add(keyword);
    return result;
}

bool has(const mail::Flags& flags, imap::Flag flag) {
    return std::ranges::any_of(system_flags, [&](const auto& pair) {
        return pair.first == flag && flags.has(pair.second);
    });
}

mail::Flags from_wire(const imap::Flags& flags) {
    mail::Flags result;
    for (const auto& [wire, flag] : system_flags)
        if (flags.has(wire)) result.add(flag);
    for (const auto& keyword : flags.keywords()) result.add(keyword);
    return result;
}

imap::Flags settable(const std::vector<std::string>& keywords) {
    imap::Flags result;
    for (const auto& [wire, flag] : system_flags) result.set(wire);
    for (const auto& keyword : keywords) result.add(keyword);
    return result;
}

} // namespace imap_server
