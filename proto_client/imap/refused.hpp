#pragma once

#include "common/imap/responses/code.hpp"
#include "proto_client/watch/refusal.hpp"

#include <optional>
#include <string_view>

namespace imap_client {

/// Returns what kind of refusal a server's NO, BAD or BYE is: by its words
/// where they decide, which differ from server to server, else by its code. If
/// neither says anything it is `otherwise`.
watch::Refusal read_refusal(const std::optional<imap::Code>& code,
                            std::string_view text,
                            watch::Refusal::Kind otherwise);

} // namespace imap_client
