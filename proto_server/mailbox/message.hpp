#pragma once

#include "proto_server/mailbox/flags.hpp"

#include <chrono>
#include <cstdint>

namespace mail {

/// Names a message in its mailbox for ever. RFC 3501 §2.3.1.1
using Uid = std::uint32_t;

/// The facts of a message that are known without reading it.
struct Message {
    Uid uid = 0;
    std::chrono::sys_seconds date{}; ///< internal date. RFC 3501 §2.3.3
    Flags flags;
    bool operator==(const Message&) const = default;
};

} // namespace mail
