#pragma once

#include "proto_client/program/news_sources.hpp"
#include "proto_client/program/target.hpp"
#include "proto_client/tell/exec_hook.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace client {

struct WatchOptions {
    std::optional<std::chrono::seconds> rearm; ///< or the protocol's default
    std::optional<std::chrono::seconds> poll;  ///< or the protocol's default
    NewsBegin begin;
    bool remember = true;  ///< by IMAP, how far was told
    std::string name;      ///< of the memory; empty: the mailbox's own
    HookOptions hook;      ///< run when messages have come, if any
    std::string on_change; ///< the command of --on-change, run likewise
    std::string on_delete; ///< the command of --on-delete, run likewise
    bool changes = false;  ///< tells of other flags and of messages gone, too
    bool notify = false; ///< shows a notice on the desktop when they have come
    /// The octets of each message that are told, too. For the library.
    std::uint32_t source_octets = 0;
};

/// One mailbox to watch.
struct WatchTask {
    Target target;
    WatchOptions options;
    /// The name in front of each line; empty if there is one mailbox only.
    std::string label = {};
};

} // namespace client
