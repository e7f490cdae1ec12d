#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The limits of the server that no protocol sets. The limits of mailboxes are
/// in proto_server/mailbox/limits.hpp, those of sockets in common/net.
namespace server::limits {

/// Octets of replies that wait for a client to read them. Above this, the
/// client's commands wait, too. One reply more may be added.
inline constexpr std::size_t output = 16 * 1024;

/// Clients at once, unless `--max-clients` says otherwise.
inline constexpr std::uint32_t clients = 16'000;

/// Clients at once from one address, unless `--max-per-address` says otherwise.
/// It is high because a whole class may share one address. Clients on this
/// machine are counted only if the option is given: they are tests, tunnels and
/// benchmarks, and could stop the server anyway.
inline constexpr std::uint32_t clients_per_address = 1000;

/// A client that has not logged in for this time gives its place to the next
/// client when there is no other, unless `--login-time` says otherwise. RFC
/// 9051 §5.4 allows a short time before the login.
inline constexpr std::chrono::seconds login_time{60};

/// Clients at once that have logged in as one user, unless `--max-per-user`
/// says otherwise. Gmail allows the same; a mail program needs about five.
inline constexpr std::uint32_t clients_per_user = 15;

/// Octets of large messages that the clients of one user, and all clients, make
/// us hold: those that they send, and those that they have asked for and not
/// read yet. Each of them may be as long as imap::limits::message.
inline constexpr std::size_t held_for_user = 128 * 1024 * 1024;
inline constexpr std::size_t held_for_all = 256 * 1024 * 1024;

/// A failed login of a user from an address makes the answer to the next one
/// come later (imap_server::default_login_delay), until it is forgotten.
inline constexpr std::chrono::seconds forget_failure{10};

/// Pairs of an address and a user whose failed logins are remembered, and the
/// octets of a user's name that are shown for each.
inline constexpr std::size_t failing = 10'000;
inline constexpr std::size_t shown_name = 100;

/// The longest time that a client with a token stays logged in, whatever the
/// token says.
inline constexpr std::chrono::seconds longest_login{100'000'000};

/// Open files of a client: its socket, and in a Maildir the index of its
/// mailbox, the lock of its account, and the folder as long as a job works in
/// it.
inline constexpr std::uint32_t files_of_client = 1;
inline constexpr std::uint32_t files_of_maildir_client = 4;

/// Open files that the server needs beside its clients. In Maildirs the
/// mailboxes that are kept open for who comes back have more.
inline constexpr std::uint32_t other_files = 64;

/// Octets that wait for a console, or for the program that reads it. What is
/// printed above that is left out.
inline constexpr std::size_t console = 256 * 1024;

/// How often the mailboxes are looked at for which the system has no watch.
inline constexpr std::chrono::seconds deaf_look{5};

/// Threads that wait for the disk, and how many of them work for one account
/// at the same time. They sleep most of their time.
inline constexpr unsigned disk_threads = 8;
inline constexpr unsigned disk_threads_per_account = 4;

/// How long a server that stops tries to send its goodbye.
inline constexpr std::chrono::milliseconds goodbye{500};

} // namespace server::limits
