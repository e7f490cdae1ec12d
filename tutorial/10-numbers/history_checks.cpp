#include "tutorial/10-numbers/history.hpp"

#include <algorithm>
#include <iterator>

// This file tells what has gone wrong.

namespace {

std::string list_of(const std::vector<std::uint32_t>& uids) {
    std::string list;
    for (const auto uid : uids) list += ' ' + (uid ? std::to_string(uid) : "?");
    return list.empty() ? " none" : list;
}

} // namespace

std::vector<mail::Uid> History::marked() const {
    std::vector<mail::Uid> uids;
    for (const auto& message : inbox_->messages())
        if (message.flags.has(mail::SystemFlag::deleted))
            uids.push_back(message.uid);
    return uids;
}

/// Compares what the STORE in `line` has marked with what its client meant.
void History::check_mark(const Connection& one, const std::string& line,
                         const std::vector<mail::Uid>& before) {
    const auto after = marked();
    const auto meant = one.client.meant(line.substr(0, line.find(' ')));
    std::vector<mail::Uid> fresh;
    std::ranges::set_difference(after, before, std::back_inserter(fresh));
    if (meant == 0 || fresh.empty() || fresh.front() == meant) return;
    wrong_ = 'C' + one.name + ": " + line + "\nwas to mark UID " +
             std::to_string(meant) + ", and has marked UID " +
             std::to_string(fresh.front());
}

// [compare]
void History::compare(const Connection& one) {
    std::vector<std::uint32_t> there;
    for (const auto& message : inbox_->messages()) there.push_back(message.uid);
    const auto& believed = one.client.view().uids();
    const bool same =
        std::ranges::equal(there, believed, [](auto uid, auto known) {
            return known == 0 || known == uid;
        });
    if (!same && wrong_.empty())
        wrong_ = "client " + one.name + " believes:" + list_of(believed) +
                 "\nthe mailbox has:  " + list_of(there);
}
// [/compare]
