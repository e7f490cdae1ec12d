#include "proto_client/command_line.hpp"
#include "proto_client/options.hpp"

#include "common/toy/limits.hpp"
#include "proto_client/exit_code.hpp"
#include "proto_client/program/day.hpp"
#include "proto_client/program/watch_command.hpp"
#include "proto_client/program/watch_config.hpp"
#include "proto_client/tell/output.hpp"
#include "proto_client/visits/ask_command.hpp"
#include "proto_client/visits/imap_ask_command.hpp"
#include "proto_client/visits/list_command.hpp"
#include "proto_client/visits/post_command.hpp"
#include "proto_client/visits/shell_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <utility>

namespace client {

namespace {

constexpr auto about =
    "Is told of new messages the moment they arrive: by proto_server, or by "
    "any "
    "mail\nserver that speaks IMAP.\n\n"
    "Try it in two terminals, with proto_server running in a third:\n"
    "  proto_client watch           is told of each new message\n"
    "  proto_client post Hello      is a new message\n"
    "  proto_client --wire watch    shows every line that passes\n"
    "  proto_client shell           lets you speak the protocol yourself\n\n"
    "With a mailbox of your own, also in place of watch: list, count, read, "
    "post, shell:\n"
    "  proto_client watch imaps://anna@mail.example.org/INBOX\n";

constexpr auto at_the_end =
    "proto_client COMMAND --help has more, and examples.\n"
    "Exit codes: 0 all is well, 1 the server said no, 2 the command line makes "
    "no\nsense, 3 no connection.";

void add_post(CLI::App& app, Options& options) {
    auto* post = app.add_subcommand("post", "Posts a message");
    post->add_option("text", options.words,
                     "The message; words are joined by spaces. Without it each "
                     "line of the input is a message")
        ->type_name("TEXT");
    post->footer("By IMAP it is a message with the text as its Subject "
                 "(APPEND).\n\n"
                 "  proto_client post Nice duplex in the 10e\n"
                 "  proto_client post -- -10% this week\n"
                 "  proto_client post < adverts.txt\n"
                 "  proto_client --connect imaps://anna@mail.example.org post "
                 "Hello");
}

void add_others(CLI::App& app, Options& options) {
    auto* read = app.add_subcommand("read", "Prints one message");
    read->add_option("number", options.number,
                     "The first is 1; by IMAP the UID, which list shows")
        ->required()
        ->check(is_number())
        ->type_name("N");
    read->footer("  proto_client read 2\n"
                 "  proto_client read 4711 imaps://anna@mail.example.org");
    auto* count =
        app.add_subcommand("count", "Prints how many messages there are");
    count->footer("  proto_client count\n"
                  "  proto_client count imaps://anna@mail.example.org");
    auto* shell = app.add_subcommand(
        "shell", "Sends the lines that you type, as they are, and shows what "
                 "comes, when it comes; by IMAP it logs in first");
    shell->footer("  proto_client shell\n"
                  "  printf 'idle\\ndone\\n' | proto_client shell");
    auto* list = app.add_subcommand(
        "list", "Prints a line for each message, as watch does");
    list->add_flag("--mailboxes", options.mailboxes,
                   "Print the names of all mailboxes instead (only by IMAP)");
    list->footer("  proto_client list | tail\n"
                 "  proto_client list --mailboxes "
                 "imaps://anna@mail.example.org");
    for (auto* command : {read, count, shell, list})
        add_mailbox(*command, options);
}

void add_imap_options(CLI::App& app, ImapTarget& imap) {
    auto* password =
        app.add_option("--password-command", imap.password_command,
                       "Run this in a shell before each login; the first line "
                       "that it prints is the password")
            ->type_name("COMMAND");
    app.add_option("--token-command", imap.token_command,
                   "The same for a token of OAuth 2 (OAUTHBEARER, XOAUTH2)")
        ->type_name("COMMAND")
        ->excludes(password);
    auto* ca = app.add_option("--ca", imap.ca,
                              "Trust the CAs in this PEM file, and not those "
                              "of this system")
                   ->type_name("FILE");
    app.add_flag("--insecure", imap.insecure,
                 "Take any certificate: whoever sits in between can read and "
                 "change everything")
        ->excludes(ca);
    app.add_flag("--plain-login", imap.plain_login,
                 "With imap://, send the password in plain text if the server "
                 "has no TLS. To this computer that is always allowed");
}

void add_options(CLI::App& app, Options& options) {
    app.add_option("--connect", options.connect,
                   "The server; [::1]:1430 is IPv6. Or a mailbox: "
                   "imaps://USER@HOST/MAILBOX")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    app.add_flag("--wire", options.target.wire,
                 "Show both sides of the conversation as C: and S: lines");
    app.add_flag("--json", options.target.json,
                 "Print one JSON object a line, for programs");
    add_imap_options(app, options.imap);
    app.set_version_flag("--version", "proto_client " IDLE_HANDS_VERSION,
                         "Print the version and exit");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(at_the_end);
    add_watch(app, options);
    add_post(app, options);
    add_others(app, options);
}

/// Prints help, or a mistake, and returns the exit code.
int explain(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_name() == "RequiredError" && app.get_subcommands().empty())
        return complain("say what to do: watch, list, post, read, count or "
                        "shell; proto_client --help has examples");
    return app.exit(error) == 0 ? 0 : exit_code::usage;
}

/// Reads what the options say as text. Returns a mistake, if there is one.
std::optional<std::string> read_texts(Options& options) {
    const auto& server =
        options.mailbox.empty() ? options.connect : options.mailbox;
    if (server.find("://") != std::string::npos) {
        const auto url = imap_client::parse_imap_url(server);
        if (!url) return url.error();
        options.imap.url = *url;
        options.target.imap = options.imap;
    } else {
        const auto address =
            net::parse_address(server, {"127.0.0.1", toy::default_port});
        if (!address) return "--connect: " + address.error();
        options.target.address = *address;
    }
    if (options.rearm)
        options.watch.rearm = std::chrono::seconds(*options.rearm);
    if (options.poll) options.watch.poll = std::chrono::seconds(*options.poll);
    if (options.all) options.watch.begin.from = 1;
    if (options.since.empty()) return std::nullopt;
    options.watch.begin.since = read_day(options.since);
    if (options.watch.begin.since) return std::nullopt;
    return "--since: '" + options.since + "' is no day; write 2026-11-29";
}

int run_list(const Options& options) {
    if (!options.mailboxes) return list(options.target);
    if (options.target.imap) return imap_mailboxes(options.target);
    return complain("the toy has one mailbox; --mailboxes wants "
                    "imaps://USER@HOST");
}

int run_watch(const Options& options) {
    std::vector<WatchTask> tasks{{options.target, options.watch}};
    const auto& watch_for = options.watch;
    if (options.config.empty() && !options.target.imap &&
        (watch_for.changes || !watch_for.on_change.empty() ||
         !watch_for.on_delete.empty()))
        return complain("the toy's messages never change; --changes, "
                        "--on-change and --on-delete want "
                        "imaps://USER@HOST/MAILBOX");
    if (!options.config.empty()) {
        auto read = read_watch_config_file(options.config, tasks.front());
        if (!read) return complain(read.error());
        tasks = std::move(*read);
    }
    return options.status ? watch_status(tasks) : watch(tasks, options.once);
}

int run(const std::string& command, const Options& options) {
    const auto& target = options.target;
    if (command == "post") return post(target, options.words);
    if (command == "list") return run_list(options);
    if (command == "watch") return run_watch(options);
    if (command == "read")
        return target.imap ? imap_read(target, options.number)
                           : ask(target, {toy::Read{options.number}});
    if (command == "count")
        return target.imap ? imap_count(target) : ask(target, {toy::Count{}});
    if (target.json)
        return complain("shell shows the lines as they are; --json is for the "
                        "other commands");
    return shell(target);
}

} // namespace

std::function<int()> read_command_line(int argc, const char* const* argv) {
    Options options;
    CLI::App app(about, "proto_client");
    add_options(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return [code = explain(app, error)] { return code; };
    }
    if (const auto mistake = read_texts(options))
        return [code = complain(*mistake)] { return code; };
    const auto command = app.get_subcommands().front()->get_name();
    return [command, options] { return run(command, options); };
}

} // namespace client
