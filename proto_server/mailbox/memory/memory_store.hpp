#pragma once

#include "proto_server/mailbox/store.hpp"

namespace mail {

/// Keeps everything in memory, and forgets it at the end.
class MemoryStore : public Store {
public:
    using NextValidity = std::function<Uid(Uid last)>;

    /// `fill` puts the first messages into the INBOX of a new account.
    /// `next_validity` gives each folder its UIDVALIDITY.
    explicit MemoryStore(std::function<void(Mailbox&)> fill = {},
                         NextValidity next_validity = next_uid_validity)
        : fill_(std::move(fill)), next_validity_(std::move(next_validity)) {}

    using Store::account;
    void account(std::string_view user,
                 Done<std::shared_ptr<Account>> done) override;

private:
    std::function<void(Mailbox&)> fill_;
    NextValidity next_validity_;
    std::map<std::string, std::shared_ptr<Account>, std::less<>> accounts_;
};

} // namespace mail
