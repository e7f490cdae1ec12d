#include "proto_server/mailbox/account.hpp"

#include <algorithm>

namespace mail {
namespace {

const std::string inbox = "INBOX";

tl::unexpected<Failure> no_such_folder(const std::string& name) {
    return fail(Failure::Kind::missing, "there is no folder " + name);
}

/// True if one of `names` is below `name`.
bool is_above(const auto& names, const std::string& name) {
    return std::ranges::any_of(
        names, [&](const auto& one) { return is_below(one, name); });
}

/// "A/B/C" has the parents "A" and "A/B".
std::vector<std::string> parents_of(const std::string& name) {
    std::vector<std::string> parents;
    for (auto at = name.find(hierarchy_separator); at != name.npos;
         at = name.find(hierarchy_separator, at + 1))
        parents.push_back(name.substr(0, at));
    return parents;
}

} // namespace

Uid next_uid_validity(Uid last) {
    const auto now = std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now());
    return std::max(last + 1, static_cast<Uid>(now.time_since_epoch().count()));
}

std::vector<Folder> Account::folders() {
    std::map<std::string, Folder> all;
    const auto known = existing();
    auto names = known;
    names.insert(subscribed_.begin(), subscribed_.end());
    for (const auto& name : names) {
        auto& folder = all[name];
        folder.exists = known.contains(name);
        folder.subscribed = subscribed_.contains(name);
        if (folder.exists) folder.use = special_use(name);
        for (const auto& parent : parents_of(name)) {
            auto& above =
                all.try_emplace(parent,
                                Folder{.exists = known.contains(parent)})
                    .first->second;
            above.has_children = above.has_children || folder.exists;
        }
    }
    std::vector<Folder> listed;
    for (auto& [name, folder] : all) {
        folder.name = name;
        listed.push_back(std::move(folder));
    }
    std::stable_partition(
        listed.begin(), listed.end(),
        [](const Folder& folder) { return folder.name == inbox; });
    return listed;
}

Expected<std::shared_ptr<Mailbox>> Account::open(std::string_view wanted) {
    const auto name = folder_name(wanted);
    if (!name) return tl::make_unexpected(name.error());
    catch_up();
    auto& open = open_[*name];
    if (auto mailbox = open.lock()) {
        // For where the system tells nobody of a change.
        static_cast<void>(mailbox->refresh());
        if (!mailbox->gone()) return mailbox;
    }
    auto mailbox = load(*name);
    if (!mailbox) {
        open_.erase(*name);
        return mailbox;
    }
    open = *mailbox;
    return mailbox;
}

Expected<void> Account::create(std::string_view wanted) {
    const auto name = folder_name(wanted);
    if (!name) return tl::make_unexpected(name.error());
    auto known = existing();
    if (known.contains(*name))
        return fail(Failure::Kind::exists, "there is a folder " + *name);
    return make_with_parents(*name, known);
}

Expected<void> Account::make_with_parents(const std::string& name,
                                          Names& known) {
    auto wanted = parents_of(name);
    wanted.push_back(name);
    for (const auto& one : wanted) {
        if (known.contains(one)) continue;
        if (known.size() >= limits::folders)
            return fail(Failure::Kind::limit,
                        "an account has at most " +
                            std::to_string(limits::folders) + " folders");
        if (auto made = make(one); !made) return made;
        known.insert(one);
    }
    return {};
}

Expected<void> Account::remove(std::string_view wanted) {
    const auto name = folder_name(wanted);
    if (!name) return tl::make_unexpected(name.error());
    if (*name == inbox)
        return fail(Failure::Kind::not_allowed, "INBOX cannot be removed");
    const auto known = existing();
    if (!known.contains(*name)) {
        if (!is_above(known, *name)) return no_such_folder(*name);
        return fail(Failure::Kind::has_children,
                    "there are only folders below " + *name);
    }
    if (auto dropped = drop(*name); !dropped) return dropped;
    const auto open = open_.find(*name);
    if (open == open_.end()) return {};
    if (const auto mailbox = open->second.lock()) mailbox->set_gone();
    open_.erase(open);
    return {};
}

Expected<void> Account::rename(std::string_view wanted_from,
                               std::string_view wanted_to) {
    const auto from = folder_name(wanted_from);
    if (!from) return tl::make_unexpected(from.error());
    const auto to = folder_name(wanted_to);
    if (!to) return tl::make_unexpected(to.error());
    auto known = existing();
    if (!known.contains(*from) && !is_above(known, *from))
        return no_such_folder(*from);
    if (known.contains(*to))
        return fail(Failure::Kind::exists, "there is a folder " + *to);
    if (*from == inbox) return rename_inbox(*to);
    if (is_below(*to, *from))
        return fail(Failure::Kind::not_allowed,
                    "a folder cannot move below itself");

    const auto all = moves(known, *from, *to);
    for (const auto& [old_name, new_name] : all)
        if (known.contains(new_name) || !folder_name(new_name))
            return fail(Failure::Kind::not_allowed,
                        "a folder cannot be called " + new_name);
    for (const auto& parent : parents_of(*to))
        if (auto made = make_with_parents(parent, known); !made) return made;
    if (auto begun = begin_rename(*from, *to); !begun) return begun;
    auto moved = move_all(all);
    end_rename();
    return moved;
}

/// Moves all, or none.
Expected<void> Account::move_all(const Moves& all) {
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (auto moved = move_one(one->first, one->second); !moved) {
            while (one-- != all.begin())
                static_cast<void>(move_one(one->second, one->first));
            return moved;
        }
    }
    return {};
}

Expected<void> Account::move_one(const std::string& from,
                                 const std::string& to) {
    if (auto moved = move(from, to); !moved) return moved;
    if (auto open = open_.extract(from)) {
        open.key() = to;
        open_.insert_or_assign(to, std::move(open.mapped()));
    }
    return {};
}

Account::Moves Account::moves(const Names& known, const std::string& from,
                              const std::string& to) {
    Moves all;
    for (const auto& name : known)
        if (name == from || is_below(name, from))
            all.emplace_back(name, to + name.substr(from.size()));
    return all;
}

/// All messages move, or all stay; what is not copied is not removed.
Expected<void> Account::rename_inbox(const std::string& to) {
    if (auto created = create(to); !created) return created;
    const auto source = open(inbox);
    if (!source) return tl::make_unexpected(source.error());
    const auto target = open(to);
    if (!target) return tl::make_unexpected(target.error());
    std::vector<Uid> uids;
    for (const auto& message : (*source)->messages())
        uids.push_back(message.uid);
    const auto copied = (*target)->copy(**source, uids);
    if (!copied) return tl::make_unexpected(copied.error());
    uids.clear();
    for (const auto& one : *copied) uids.push_back(one.from);
    return (*source)->expunge(uids);
}

Expected<void> Account::subscribe(std::string_view wanted) {
    const auto name = folder_name(wanted);
    if (!name) return tl::make_unexpected(name.error());
    auto names = subscribed_;
    names.insert(*name);
    if (names.size() > limits::subscriptions)
        return fail(Failure::Kind::limit,
                    "an account has at most " +
                        std::to_string(limits::subscriptions) +
                        " subscriptions");
    if (auto kept = keep_subscriptions(names); !kept) return kept;
    subscribed_ = std::move(names);
    return {};
}

Expected<void> Account::unsubscribe(std::string_view wanted) {
    const auto name = folder_name(wanted);
    if (!name) return tl::make_unexpected(name.error());
    auto names = subscribed_;
    names.erase(*name);
    if (auto kept = keep_subscriptions(names); !kept) return kept;
    subscribed_ = std::move(names);
    return {};
}

} // namespace mail
