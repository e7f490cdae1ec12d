#include "proto_client/library/mailbox_options.hpp"

#include <algorithm>
#include <array>

namespace idle_hands {

namespace {

/// A response of the server with more octets than that ends the conversation.
constexpr std::uint32_t most_source_octets = 256 * 1024;

} // namespace

client::WatchTask task_of(const MailboxOptions& options) {
    const auto url = imap_client::parse_imap_url(options.url);
    if (!url) throw Error(url.error());
    const std::array secrets{options.password.empty(),
                             options.password_command.empty(),
                             options.token_command.empty()};
    if (std::count(secrets.begin(), secrets.end(), false) != 1)
        throw Error(options.url + ": give a password, or a command that prints "
                                  "it, or one that prints a token");
    client::WatchTask task;
    task.label = options.name;
    task.target.imap = client::ImapTarget{
        .url = *url,
        .ca = options.ca,
        .insecure = options.insecure,
        .plain_login = options.plain_login,
        .password_command = options.password_command,
        .token_command = options.token_command,
        .password = options.password,
    };
    task.options.rearm = options.rearm;
    task.options.poll = options.poll;
    task.options.begin.since = options.since;
    if (options.all) task.options.begin.from = 1;
    task.options.remember = options.remember;
    task.options.name = options.memory;
    task.options.source_octets =
        std::min(options.source_octets, most_source_octets);
    return task;
}

MailboxOptions options_of(const client::WatchTask& task) {
    const auto& imap = *task.target.imap;
    const auto& mailbox = imap.url.mailbox; // the label is ACCOUNT/MAILBOX
    return {.url = print(imap.url),
            .password_command = imap.password_command,
            .token_command = imap.token_command,
            .ca = imap.ca,
            .insecure = imap.insecure,
            .plain_login = imap.plain_login,
            .since = task.options.begin.since,
            .remember = true,
            .name = task.label,
            .account =
                task.label.substr(0, task.label.size() - mailbox.size() - 1),
            .mailbox = mailbox,
            .rearm = task.options.rearm,
            .poll = task.options.poll};
}

} // namespace idle_hands
