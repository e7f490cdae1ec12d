#pragma once

#include "proto_client/imap/exchange.hpp"

#include <functional>
#include <vector>

namespace imap_client {

/// Is told of one message what the server has said of it.
using OnMessage = std::function<void(Uid, const imap::FetchData&)>;

/// UID FETCH. Each message is handed on when it comes, because all of them
/// together may be more than we can hold. State: selected. RFC 3501 §6.4.8
class Fetch : public Exchange {
public:
    Fetch(imap::SequenceSet uids, std::vector<imap::FetchItem> items,
          OnMessage on_message, OnResult on_result);

    /// Leaves what has no UID, or nothing of what was asked for: that is news
    /// of flags, which nobody has asked for.
    bool take(imap::Response& data) override;
    void forget() override;

private:
    bool wants_content_;
    OnMessage on_message_;
};

} // namespace imap_client
