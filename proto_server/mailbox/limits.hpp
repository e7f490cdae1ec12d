#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// Every limit of the mailboxes, in one place.
namespace mail::limits {

/// Messages that a mailbox takes; what others put into a Maildir is shown
/// above it too.
inline constexpr std::uint32_t messages = 100'000;
inline constexpr std::uint32_t maildir_messages = 1'000'000;

/// How many times in a row a Maildir is read when a message seems to be
/// missing, because other programs rename files in it meanwhile.
inline constexpr int maildir_scans = 10;

/// Mailboxes of a store that stay open when everyone has left them, and the
/// messages of all of them: about 400 octets each.
inline constexpr std::size_t kept_mailboxes = 64;
inline constexpr std::size_t kept_messages = 250'000;

/// Octets of the headers that a store keeps in memory, and of one of them.
inline constexpr std::size_t kept_header_octets = 32 * 1024 * 1024;
inline constexpr std::size_t kept_header = 16 * 1024;

/// Octets of one message that is appended.
inline constexpr std::size_t message_octets = 50 * 1024 * 1024;

/// Octets of all the messages of one account in memory.
inline constexpr std::size_t memory_octets = 256 * 1024 * 1024;

/// Removed UIDs that a mailbox remembers for those who have not looked since.
/// Above this number a session finds by comparison which UIDs are gone.
inline constexpr std::size_t removed_uids = 10'000;

/// Removed messages of a mailbox that can be read as long as one client is not
/// told. Those above are gone at once.
inline constexpr std::size_t kept_removed = 1000;

/// Messages that are copied or removed, and files of a removed folder that are
/// deleted, before others are served.
inline constexpr std::size_t portion = 64;

/// Keywords of one mailbox: a Maildir has the letters a to z for them.
inline constexpr std::size_t keywords = 26;
inline constexpr std::size_t keyword_octets = 100;

/// How old the lock of the keywords is when whoever made it must have died.
inline constexpr std::chrono::seconds keywords_lock{120};

/// A folder's name in octets of modified UTF-7, its levels, and the folders of
/// one account. A file system takes names up to 255 octets.
inline constexpr std::size_t folder_name_octets = 200;
inline constexpr std::size_t folder_levels = 10;
inline constexpr std::size_t folders = 1000;
inline constexpr std::size_t subscriptions = 1000;

/// Octets of the indexes of an account in Maildirs, and those that a message
/// takes at least to add: together about a million messages. Each COPY of a
/// mailbox onto itself doubles it and costs hardly anything, so there is an
/// end.
inline constexpr std::uintmax_t account_index = 64 * 1024 * 1024;
inline constexpr std::uintmax_t index_line = 64;

/// Lines that an index may have above twice the number of its messages. With
/// more it is written anew.
inline constexpr std::size_t worn_index = 64;

/// Messages that may be added before the indexes are measured again.
inline constexpr std::size_t unmeasured = 1000;

/// Octets of a user's name.
inline constexpr std::size_t user_name_octets = 64;

/// Octets of a Subject that is looked at.
inline constexpr std::size_t subject_octets = 4096;

} // namespace mail::limits
