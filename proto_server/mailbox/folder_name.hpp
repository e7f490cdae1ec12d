#pragma once

#include "proto_server/mailbox/failure.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The separator of the levels in a folder's name: "Flats/Paris".
/// RFC 3501 §5.1.1
inline constexpr char hierarchy_separator = '/';

/// The folder that exists always. RFC 3501 §5.1
inline constexpr std::string_view inbox = "INBOX";

/// The use of a folder. RFC 6154 §2
enum class SpecialUse { none, archive, drafts, junk, sent, trash };

/// Returns the name as its account knows it: "inbox" of any case is "INBOX"
/// (RFC 3501 §5.1), and one separator at the end is forgotten
/// (RFC 3501 §6.3.3).
///
/// It refuses what is no UTF-8, has a control character, an empty level, a
/// level that begins with a dot, one of `* % \` or a dot at all, or is longer
/// or deeper than `limits.hpp` has it. So no name leads out of its account, and
/// each can be a folder of a Maildir, where dots part the levels.
Expected<std::string> folder_name(std::string_view name);

/// A name, or a pattern for names: "INBOX" is its first level if that was
/// "inbox" of any case. RFC 3501 §5.1
std::string with_inbox(std::string_view name);

/// Returns the use of a folder by its name alone. Most clients choose the same
/// names: "Drafts", "Sent" and so on.
SpecialUse special_use(std::string_view name);

/// The folders that a new account has and subscribes.
inline constexpr std::array<std::string_view, 6> first_folders{
    inbox, "Archive", "Drafts", "Junk", "Sent", "Trash"};

/// Whether `name` stands below `parent`.
bool is_below(std::string_view name, std::string_view parent);

/// Returns the names above a folder's: "A/B/C" has the parents "A" and "A/B".
std::vector<std::string> parents_of(const std::string& name);

/// Whether a user may be called so: letters, digits and `@ + - _ .`, not a dot
/// at the start, and at most `limits::user_name_octets`.
bool is_user_name(std::string_view name);

} // namespace mail
