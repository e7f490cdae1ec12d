#include "proto_client/options.hpp"

#include "common/toy/limits.hpp"

#include <CLI/CLI.hpp>

namespace client {

namespace {

constexpr auto about_watch =
    "Shows each new message the moment it arrives, until Ctrl-C; comes back "
    "when the connection is lost";

constexpr auto more_about_watch =
    "What was missed while there was no connection is told when there is one "
    "again.\n\n"
    "  proto_client watch\n"
    "  proto_client watch --from 1 --once 3   the first three\n"
    "  proto_client watch --notify\n"
    "  proto_client --json watch | jq .text\n\n"
    "By IMAP it remembers how far it has told, also when it is started again; "
    "the first\ntime it tells only what comes from then on. USER is what you "
    "log in with; an @ in it\nmay stay as it is. The password is asked for, "
    "or comes from a command:\n\n"
    "  proto_client watch imaps://anna@mail.example.org/INBOX\n"
    "  proto_client watch imaps://anna@mail.example.org/INBOX \\\n"
    "    --password-command 'secret-tool lookup imap anna'";

void add_times(CLI::App& watch, Options& options) {
    const auto seconds = [&](const char* name, auto& value, const char* help) {
        const auto most = toy::limits::rearm.count();
        watch.add_option(name, value, help)
            ->check(CLI::Range(std::int64_t{1}, most)
                        .description("1 to " + std::to_string(most)))
            ->type_name("SECONDS");
    };
    seconds("--rearm", options.rearm,
            "Leave idling and enter it again so often; a server hangs up on a "
            "client that is silent for 30 minutes (by default 540; less is "
            "learned where connections end earlier)");
    seconds("--poll", options.poll,
            "Ask a server so often that does not push (by default 10, by IMAP "
            "60)");
}

void add_hooks(CLI::App& watch, WatchOptions& options) {
    watch
        .add_option("--exec", options.hook.command,
                    "Run this program when messages have come, with the "
                    "number and the text of the newest as its last arguments "
                    "and the JSON of all of them as its input")
        ->type_name("COMMAND");
    watch
        .add_option("--on-change", options.on_change,
                    "Run this program in the same way when the flags of "
                    "messages have changed; the text is the flags (only by "
                    "IMAP, and while there is a connection)")
        ->type_name("COMMAND");
    watch
        .add_option("--on-delete", options.on_delete,
                    "Run this program in the same way when messages are gone; "
                    "the number is empty if it is not known")
        ->type_name("COMMAND");
    watch.add_flag("--changes", options.changes,
                   "Print what --on-change and --on-delete would be run for");
    watch.add_flag("--shell", options.hook.shell,
                   "Run each COMMAND in a shell, with the number as $1 and "
                   "the text as $2; put \"$2\" in double quotes");
    watch.add_flag("--retry-hook", options.hook.retry,
                   "Hand its messages to a COMMAND again if it has failed");
    watch.add_flag("--notify", options.notify,
                   "Show a notice on the desktop when messages have come, by "
                   "notify-send; the next messages renew it");
}

} // namespace

CLI::Validator is_number() {
    return CLI::Range(1u, 4'294'967'295u).description("");
}

void add_mailbox(CLI::App& command, Options& options) {
    command
        .add_option("mailbox", options.mailbox,
                    "imaps://USER@HOST/MAILBOX, in place of --connect")
        ->type_name("URL");
}

void add_watch(CLI::App& app, Options& options) {
    auto* watch = app.add_subcommand("watch", about_watch);
    watch->footer(more_about_watch);
    add_mailbox(*watch, options);
    add_times(*watch, options);
    auto* from = watch
                     ->add_option("--from", options.watch.begin.from,
                                  "Begin with message N, not with the next; by "
                                  "IMAP that is a UID")
                     ->check(is_number())
                     ->type_name("N");
    auto* all =
        watch->add_flag("--all", options.all, "Begin with the first message");
    all->excludes(from);
    watch
        ->add_option("--since", options.since,
                     "Begin with the messages of that day (only by IMAP)")
        ->type_name("YYYY-MM-DD")
        ->excludes(from)
        ->excludes(all);
    watch
        ->add_option("--name", options.watch.name,
                     "Remember under this name how far was told (only by "
                     "IMAP), so that two may watch one mailbox")
        ->type_name("NAME");
    add_hooks(*watch, options.watch);
    watch
        ->add_option("--once", options.once,
                     "Stop after N messages, for scripts")
        ->check(is_number())
        ->type_name("N");
    watch
        ->add_option("--config", options.config,
                     "Watch the mailboxes that this file names, all in one "
                     "process; it is JSON: {\"accounts\": [{\"url\": "
                     "\"imaps://USER@HOST\", \"mailboxes\": [\"INBOX\"], "
                     "\"password-command\": \"...\"}]}")
        ->type_name("FILE")
        ->check(CLI::ExistingFile.description(""));
    watch->add_flag("--status", options.status,
                    "Print as JSON how the watch that runs is, and end (only "
                    "by IMAP)");
}

} // namespace client
