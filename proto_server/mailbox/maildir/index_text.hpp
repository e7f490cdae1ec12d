#pragma once

#include "proto_server/mailbox/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The facts of a message that its file name in a Maildir does not hold.
struct IndexLine {
    Uid uid = 0;
    std::uint32_t size = 0; ///< octets, lines ending with CRLF; or 0, unknown
    std::chrono::sys_seconds date{};
    std::string base; ///< of its file's name
    bool operator==(const IndexLine&) const = default;
};

/// The text of an index file: a line "1 UIDVALIDITY UIDNEXT", then one a
/// message, "UID size date base", the newest last. A size that was learned
/// later has a line of its own behind, "UID size".
struct IndexText {
    Uid uid_validity = 0;
    Uid uid_next = 1;
    std::vector<IndexLine> messages; ///< in the order of their UIDs
    std::size_t length = 0;          ///< octets of what is good
    std::size_t lines = 0;           ///< of it, but for the first

    /// Stops at a line that is none. Nothing if this was never an index.
    static std::optional<IndexText> parse(std::string_view text);
    /// Writes lines for the messages alone, and the first line.
    std::string print() const;

private:
    bool take(IndexLine message);
};

/// Returns the lines of messages.
std::string print_lines(const std::vector<IndexLine>& messages);

} // namespace mail
