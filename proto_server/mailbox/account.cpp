#include "proto_server/mailbox/account.hpp"

#include <algorithm>

namespace mail {

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

void Account::open(std::string_view wanted, OnMailbox done) {
    const auto name = folder_name(wanted);
    if (!name) return done(tl::make_unexpected(name.error()));
    catch_up();
    if (open_again(*name, done)) return;
    queue([this, name = *name, done = std::move(done)](const Ended& ended) {
        open_now(name, [ended, done](const auto& opened) {
            ended();
            done(opened);
        });
    });
}

/// Returns true if the folder is open. Then it calls `done` when the mailbox
/// has looked again, because some systems tell nobody of a change.
bool Account::open_again(const std::string& name, const OnMailbox& done) {
    const auto open = open_.find(name);
    const auto mailbox = open != open_.end() ? open->second.lock() : nullptr;
    if (!mailbox || mailbox->gone()) return false;
    const auto looked = mailbox->refresh([mailbox, done] { done(mailbox); });
    if (!looked && mailbox->gone()) return false;
    if (!looked) done(mailbox);
    return true;
}

/// The same as `open`, as a part of a change.
void Account::open_now(const std::string& name, OnMailbox done) {
    if (open_again(name, done)) return;
    load(name, [this, name, done = std::move(done)](const auto& loaded) {
        if (!loaded) {
            open_.erase(name);
            return done(loaded);
        }
        open_[name] = *loaded;
        if (!open_again(name, done)) done(no_folder(name));
    });
}

Expected<std::shared_ptr<Mailbox>> Account::open(std::string_view name) {
    return at_once<std::shared_ptr<Mailbox>>(
        [&](auto done) { open(name, std::move(done)); });
}

void Account::change(Done<void> done, Change change) {
    queue([done = std::move(done),
           change = std::move(change)](const Ended& ended) {
        change([ended, done](const Expected<void>& result) {
            ended();
            done(result);
        });
    });
}

/// Makes a change after all earlier changes have ended. It calls its argument
/// at its end.
void Account::queue(std::function<void(Ended)> change) {
    changes_.push_back([this, change = std::move(change)] {
        change([this] { end_change(); });
    });
    if (changes_.size() == 1) begin_change();
}

void Account::begin_change() {
    const auto first = changes_.front(); // it may end, and be removed, at once
    first();
}

void Account::end_change() {
    changes_.pop_front();
    if (!changes_.empty()) begin_change();
}

void Account::run(std::function<Expected<void>()> work, Done<void> done) {
    jobs().run<void>(this, std::move(work),
                     [done = std::move(done), kept = kept()](auto result) {
                         done(std::move(result));
                     });
}

void Account::create(std::string_view wanted, Done<void> done) {
    const auto name = folder_name(wanted);
    if (!name) return done(tl::make_unexpected(name.error()));
    change(std::move(done), [this, name = *name](Done<void> made) {
        run(
            [this, name]() -> Expected<void> {
                auto known = existing();
                if (known.contains(name))
                    return fail(Failure::Kind::exists,
                                "there is a folder " + name);
                return make_with_parents(name, std::move(known));
            },
            std::move(made));
    });
}

Expected<void> Account::create(std::string_view name) {
    return at_once<void>([&](auto done) { create(name, std::move(done)); });
}

Expected<void> Account::make_with_parents(const std::string& name,
                                          Names known) {
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

void Account::remove(std::string_view wanted, Done<void> done) {
    const auto name = folder_name(wanted);
    if (!name) return done(tl::make_unexpected(name.error()));
    change(std::move(done), [this, name = *name](Done<void> made) {
        if (auto removed = remove_folder(name); !removed) return made(removed);
        run([this] { return sync(); }, std::move(made));
    });
}

Expected<void> Account::remove(std::string_view name) {
    return at_once<void>([&](auto done) { remove(name, std::move(done)); });
}

Expected<void> Account::remove_folder(const std::string& name) {
    if (name == inbox)
        return fail(Failure::Kind::not_allowed, "INBOX cannot be removed");
    const auto known = existing();
    if (!known.contains(name)) {
        if (!is_above(known, name)) return no_folder(name);
        return fail(Failure::Kind::has_children,
                    "there are only folders below " + name);
    }
    if (auto dropped = drop(name); !dropped) return dropped;
    const auto open = open_.find(name);
    if (open == open_.end()) return {};
    if (const auto mailbox = open->second.lock()) mailbox->set_gone();
    open_.erase(open);
    return {};
}

/// Writes the new subscriptions to the disk first, and then uses them.
void Account::set_subscribed(std::string_view wanted_name, bool wanted,
                             Done<void> done) {
    const auto name = folder_name(wanted_name);
    if (!name) return done(tl::make_unexpected(name.error()));
    change(std::move(done), [this, name = *name, wanted](Done<void> made) {
        auto names = subscribed_;
        if (wanted)
            names.insert(name);
        else
            names.erase(name);
        if (wanted && names.size() > limits::subscriptions)
            return made(fail(Failure::Kind::limit,
                             "an account has at most " +
                                 std::to_string(limits::subscriptions) +
                                 " subscriptions"));
        run([this, names] { return keep_subscriptions(names); },
            [this, names, made](const Expected<void>& kept) {
                if (kept) subscribed_ = names;
                made(kept);
            });
    });
}

void Account::subscribe(std::string_view name, Done<void> done) {
    set_subscribed(name, true, std::move(done));
}

Expected<void> Account::subscribe(std::string_view name) {
    return at_once<void>([&](auto done) { subscribe(name, std::move(done)); });
}

void Account::unsubscribe(std::string_view name, Done<void> done) {
    set_subscribed(name, false, std::move(done));
}

Expected<void> Account::unsubscribe(std::string_view name) {
    return at_once<void>(
        [&](auto done) { unsubscribe(name, std::move(done)); });
}

/// True if one of `names` is below `name`.
bool Account::is_above(const Names& names, const std::string& name) {
    return std::ranges::any_of(
        names, [&](const auto& one) { return is_below(one, name); });
}

tl::unexpected<Failure> Account::no_folder(const std::string& name) {
    return fail(Failure::Kind::missing, "there is no folder " + name);
}

} // namespace mail
