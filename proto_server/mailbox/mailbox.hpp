#pragma once

#include "proto_server/limits.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mail {

/// Messages in the order of their arrival, and who wants to know of a change.
///
/// It knows no protocol. As long as messages only arrive, the messages
/// themselves are the log of changes: who was last told of message n has
/// missed all after n.
class Mailbox {
public:
    using Watcher = std::function<void()>;

    explicit Mailbox(std::uint32_t limit = limits::messages) : limit_(limit) {}
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    std::uint32_t count() const;

    /// The text of message `number`, counted from 1; nothing if there is none.
    const std::string* text(std::uint32_t number) const;

    /// Adds a message and nudges the watchers. Returns its number, or nothing
    /// when the mailbox is full.
    std::optional<std::uint32_t> append(std::string text);

    /// Calls `watcher` after every change, until the mailbox ends. The nudge
    /// carries no news: the watcher looks for itself.
    void watch(Watcher watcher);

private:
    std::uint32_t limit_;
    std::vector<std::string> messages_;
    std::vector<Watcher> watchers_;
};

/// Fills an empty mailbox with a few adverts, to have something to read.
void add_sample_adverts(Mailbox& mailbox);

} // namespace mail
