#pragma once

#include "proto_server/mailbox/store.hpp"

namespace mail {

/// Keeps everything in memory, and forgets it at the end.
class MemoryStore : public Store {
public:
    /// `fill` puts the first messages into the INBOX of a new account.
    explicit MemoryStore(std::function<void(Mailbox&)> fill = {})
        : fill_(std::move(fill)) {}

    using Store::account;
    void account(std::string_view user,
                 Done<std::shared_ptr<Account>> done) override;

private:
    std::function<void(Mailbox&)> fill_;
    std::map<std::string, std::shared_ptr<Account>, std::less<>> accounts_;
};

} // namespace mail
