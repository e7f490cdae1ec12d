// How a MaildirAccount keeps the subscriptions of its user.

#include "proto_server/mailbox/maildir/maildir_account.hpp"

#include <algorithm>

namespace mail {
namespace {

constexpr auto subscriptions_file = "idle-hands-subscriptions";

} // namespace

/// A line each. Without the file, the account is new to us.
Expected<void> MaildirAccount::read_subscriptions() {
    const auto text = read_file(folder_ / subscriptions_file);
    if (!text && text.error().kind != Failure::Kind::missing)
        return tl::make_unexpected(text.error());
    Names names;
    if (!text) {
        names = existing();
        for (const auto name : first_folders) {
            if (names.contains(name)) continue;
            const auto made = make(std::string(name));
            if (made)
                names.emplace(name);
            else if (made.error().kind != Failure::Kind::not_allowed)
                return made; // and not that something else is called so
        }
        begin_with(names);
        return keep_subscriptions(names);
    }
    std::string_view rest = *text;
    while (!rest.empty() && names.size() < limits::subscriptions) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (auto name = folder_name(rest.substr(0, end)))
            names.insert(std::move(*name));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    begin_with(std::move(names));
    return {};
}

Expected<void> MaildirAccount::keep_subscriptions(const Names& names) {
    std::string text;
    for (const auto& name : names) text += name + "\n";
    return replace_file(folder_ / subscriptions_file, text);
}

} // namespace mail
