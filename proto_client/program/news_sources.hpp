#pragma once

#include "proto_client/program/target.hpp"
#include "proto_client/watch/news_source.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace client {

/// The place to begin for somebody who has no memory yet. Without both, only
/// what comes from now on is told.
struct NewsBegin {
    std::optional<std::uint32_t> from; ///< first message to tell, 1 or more
    /// The first day whose messages are told.
    std::optional<std::chrono::year_month_day> since = {};
};

/// Makes the source of one connection. The secret is empty if there is none.
using MakeSource = std::function<std::unique_ptr<watch::NewsSource>(
    watch::NewsSource::Owner&, const std::string& secret)>;

/// Returns what makes the sources of news for the target's protocol.
/// These tell the first `source_octets` of each message, too, if it is IMAP.
MakeSource source_maker(const Target& target, const NewsBegin& begin,
                        std::uint32_t source_octets = 0);

} // namespace client
