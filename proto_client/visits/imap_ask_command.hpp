#pragma once

#include "proto_client/program/target.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace client {

// The subcommands that ask an IMAP server something and end. Each returns the
// program's exit code.

/// Runs `count`: how many messages the mailbox has, by STATUS.
int imap_count(const Target& target);

/// Runs `read`: the message with this UID, as it is, by FETCH. It stays unread.
int imap_read(const Target& target, std::uint32_t uid);

/// Runs `post`: appends messages that have these texts as their Subject.
int imap_post(const Target& target, const std::vector<std::string>& texts);

/// Runs `list --mailboxes`: the names of all mailboxes, by LIST.
int imap_mailboxes(const Target& target);

} // namespace client
