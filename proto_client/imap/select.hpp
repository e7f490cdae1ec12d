#pragma once

#include "proto_client/imap/exchange.hpp"

#include <string>
#include <utility>

namespace imap_client {

/// SELECT or EXAMINE. What the server says of the mailbox stands in `known()`.
/// No other command may be in flight, so that no number of one mailbox is taken
/// for one of the other. State: authenticated. RFC 3501 §6.3.1
class Select : public Exchange {
public:
    /// `mailbox` is written as on the wire. `examine` changes nothing in it.
    Select(std::string mailbox, bool examine, OnResult on_result)
        : Exchange(imap::Select{std::move(mailbox), examine},
                   std::move(on_result)) {}

    void sent(Known& known) override;
    bool alone() const override { return true; }
    void ended(Known& known, const Result& result) override;
};

/// UNSELECT, or CLOSE, which also expunges. State: selected. RFC 3501 §6.4.2,
/// RFC 3691
class Leave : public Exchange {
public:
    Leave(imap::Unselect command, OnResult on_result)
        : Exchange(command, std::move(on_result)) {}
    Leave(imap::Close command, OnResult on_result)
        : Exchange(command, std::move(on_result)) {}

    bool alone() const override { return true; }
    void ended(Known& known, const Result& result) override;
};

} // namespace imap_client
