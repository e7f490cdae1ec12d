// How an account renames a folder.

#include "proto_server/mailbox/account.hpp"

namespace mail {

void Account::rename(std::string_view wanted_from, std::string_view wanted_to,
                     Done<void> done) {
    const auto from = folder_name(wanted_from);
    if (!from) return done(tl::make_unexpected(from.error()));
    const auto to = folder_name(wanted_to);
    if (!to) return done(tl::make_unexpected(to.error()));
    change(std::move(done), [this, from = *from, to = *to](Done<void> made) {
        rename_folder(from, to, std::move(made));
    });
}

Expected<void> Account::rename(std::string_view from, std::string_view to) {
    return at_once<void>([&](auto done) { rename(from, to, std::move(done)); });
}

/// Makes what is missing above the new name, then moves all folders at once, so
/// that nobody finds one under neither name.
void Account::rename_folder(const std::string& from, const std::string& to,
                            Done<void> done) {
    auto known = existing();
    if (!known.contains(from) && !is_above(known, from))
        return done(no_folder(from));
    if (known.contains(to))
        return done(fail(Failure::Kind::exists, "there is a folder " + to));
    if (from == inbox) return rename_inbox(to, std::move(done));
    if (is_below(to, from))
        return done(fail(Failure::Kind::not_allowed,
                         "a folder cannot move below itself"));
    auto all = moves(known, from, to);
    for (const auto& [old_name, new_name] : all)
        if (known.contains(new_name) || !folder_name(new_name))
            return done(fail(Failure::Kind::not_allowed,
                             "a folder cannot be called " + new_name));
    const auto prepare = [this, from, to, known]() -> Expected<void> {
        if (const auto parents = parents_of(to); !parents.empty())
            if (auto made = make_with_parents(parents.back(), known); !made)
                return made;
        return begin_rename(from, to);
    };
    run(prepare, [this, all = std::move(all), done](const auto& ready) {
        if (!ready) return done(ready);
        const auto end = [this, moved = move_all(all)]() -> Expected<void> {
            auto kept = sync();
            end_rename();
            return moved ? kept : moved;
        };
        run(end, done);
    });
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
void Account::rename_inbox(const std::string& to, Done<void> done) {
    const auto both_open = [done](const std::shared_ptr<Mailbox>& source,
                                  const std::shared_ptr<Mailbox>& target) {
        std::vector<Uid> uids;
        for (const auto& message : source->messages())
            uids.push_back(message.uid);
        Mailbox::Copy copy(*source, *target);
        if (auto added = copy.add(uids); !added) return done(added);
        copy.finish([source, done](const auto& copied) {
            if (!copied) return done(tl::make_unexpected(copied.error()));
            std::vector<Uid> moved;
            for (const auto& one : *copied) moved.push_back(one.from);
            auto removed = source->remove(moved);
            source->sync_removed(
                [removed, done](const auto&) { done(removed); });
        });
    };
    const auto made = [this, to, done, both_open](const Expected<void>& ready) {
        if (!ready) return done(ready);
        const std::string from(inbox);
        open_now(from, [this, to, done, both_open](const auto& source) {
            if (!source) return done(tl::make_unexpected(source.error()));
            open_now(to, [source, done, both_open](const auto& target) {
                if (!target) return done(tl::make_unexpected(target.error()));
                both_open(*source, *target);
            });
        });
    };
    run([this, to] { return make_with_parents(to, existing()); }, made);
}

} // namespace mail
