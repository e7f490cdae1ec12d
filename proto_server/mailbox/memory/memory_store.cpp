#include "proto_server/mailbox/memory/memory_store.hpp"

#include "proto_server/mailbox/memory/memory_backing.hpp"

#include <algorithm>

namespace mail {
namespace {

class MemoryAccount : public Account {
public:
    MemoryAccount(const std::function<void(Mailbox&)>& fill,
                  MemoryStore::NextValidity next_validity)
        : next_validity_(std::move(next_validity)) {
        begin_with({first_folders.begin(), first_folders.end()});
        for (const auto name : first_folders) make(std::string(name));
        if (fill) fill(*folders_.at(std::string(inbox)));
    }

private:
    Names existing() override {
        Names names;
        for (const auto& [name, mailbox] : folders_) names.insert(name);
        return names;
    }

    void load(const std::string& name, OnMailbox done) override {
        const auto found = folders_.find(name);
        if (found != folders_.end()) return done(found->second);
        done(no_folder(name));
    }

    Expected<void> make(const std::string& name) override {
        last_validity_ = next_validity_(last_validity_);
        folders_[name] = std::make_shared<Mailbox>(
            std::make_unique<MemoryBacking>(last_validity_, room_));
        return {};
    }

    Expected<void> drop(const std::string& name) override {
        folders_.erase(name);
        return {};
    }

    Expected<void> move(const std::string& from,
                        const std::string& to) override {
        auto folder = folders_.extract(from);
        folder.key() = to;
        folders_.insert(std::move(folder));
        return {};
    }

    Expected<void> keep_subscriptions(const Names&) override { return {}; }

    MemoryStore::NextValidity next_validity_;
    Uid last_validity_ = 0;
    MemoryBacking::Room room_ = MemoryBacking::room();
    std::map<std::string, std::shared_ptr<Mailbox>> folders_;
};

} // namespace

void MemoryStore::account(std::string_view user,
                          Done<std::shared_ptr<Account>> done) {
    if (!is_user_name(user))
        return done(
            fail(Failure::Kind::not_allowed, "nobody can be called so"));
    auto& account = accounts_[std::string(user)];
    if (!account)
        account = std::make_shared<MemoryAccount>(fill_, next_validity_);
    done(account);
}

} // namespace mail
