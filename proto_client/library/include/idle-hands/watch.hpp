#pragma once

#include <idle-hands/loop.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace idle_hands {

/// A sentence that names what is wrong and what can be done about it.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The facts of a message. A stranger has written them: they may hold any
/// octets, such as those that command a terminal.
struct Message {
    std::string mailbox;   ///< the name of its mailbox
    std::uint32_t uid = 0; ///< its number on the server
    std::string subject, from, date, message_id;
    std::string source; ///< its first octets, as `source_octets` has asked for
};

/// A mailbox, the way to get there, and what is told of it.
struct MailboxOptions {
    std::string url = {}; ///< imaps://anna@mail.example.org/INBOX
    // One of these is needed. The commands are run by a shell before each
    // login; the first line that they print is the password, or the token of
    // OAuth 2.
    std::string password = {}, password_command = {}, token_command = {};

    std::string ca = {};      ///< a file with the CAs to trust
    bool insecure = false;    ///< take any certificate
    bool plain_login = false; ///< the password may be sent in plain text

    // Where to begin. Without both, what comes from now on is told.
    bool all = false; ///< with the first message
    std::optional<std::chrono::year_month_day> since = {};

    /// Remember on disk how far was told. The next program begins there.
    bool remember = false;
    std::string memory = {}; ///< its name; if empty, the mailbox's own

    std::uint32_t source_octets = 0; ///< of each message; at most 256 KiB
    std::string name = {};           ///< in place of the URL
    std::string account = {}, mailbox = {}; ///< set by `read_accounts()`
    /// How often to leave idling and enter it again, and how often to ask a
    /// server that does not push. Without a value it is the usual time.
    std::optional<std::chrono::seconds> rearm = {}, poll = {};
};

/// The functions that a watch calls; each may be empty. None may destroy the
/// loop.
struct Handlers {
    /// A message is new. If its mailbox is remembered, the message counts as
    /// told when this returns. An exception from here ends the connection, and
    /// the next connection tells the message again.
    std::function<void(const Message&)> message = {};
    /// Everything so far was told, and the server will say when there is more.
    std::function<void()> waiting = {};
    /// The connection has ended, or could not be made. It is tried again.
    std::function<void(const std::string& why,
                       std::chrono::milliseconds retry_in)>
        disconnected = {};
    /// Something is odd; the watch goes on.
    std::function<void(const std::string& text)> trouble = {};
};

/// Keeps one mailbox watched, whatever happens to its connections. Every
/// message is told once and in order.
class Watch {
public:
    /// Throws an Error if the options make no sense, or if another program has
    /// this memory.
    Watch(Loop& loop, const MailboxOptions& options, Handlers handlers);

    /// Says goodbye. No handler is called any more.
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

/// Reads the mailboxes of a file like that of `proto_client watch --config`:
///
///     {"accounts": [{"name": "home", "url": "imaps://anna@mail.example.org",
///                    "mailboxes": ["INBOX", "Lists"],
///                    "password-command": "secret-tool lookup imap anna"}]}
///
/// Other keys may stand beside `accounts`. Throws an Error with line and key.
std::vector<MailboxOptions> read_accounts(const std::string& text);

/// Returns as JSON how a watch is that another program keeps. The mailbox is
/// one that is remembered.
std::string status(const MailboxOptions& options);

/// Returns a message as JSON, as `proto_client --json watch` prints it.
std::string print_json(const Message& message);

/// Returns the text with everything harmless that would command a terminal, or
/// begin a new line.
std::string terminal_text(const std::string& text);

} // namespace idle_hands
