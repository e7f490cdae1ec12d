#include "proto_client/command_line.hpp"

#include "common/toy/limits.hpp"
#include "proto_client/program/ask_command.hpp"
#include "proto_client/program/post_command.hpp"
#include "proto_client/program/shell_command.hpp"
#include "proto_client/program/watch_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

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
    "With a mailbox of your own:\n"
    "  proto_client watch imaps://anna@mail.example.org/INBOX\n";

constexpr auto at_the_end =
    "proto_client COMMAND --help has more, and examples.\n"
    "Exit codes: 0 all is well, 1 the server said no, 2 the command line makes "
    "no\nsense, 3 no connection.";

/// The options of all subcommands.
struct Options {
    std::string connect = "127.0.0.1:1430";
    std::string mailbox; ///< to watch, in place of `connect`
    Target target;
    ImapTarget imap;
    WatchOptions watch;
    std::optional<std::int64_t> rearm, poll; ///< in seconds
    std::string since;
    bool all = false;
    std::vector<std::string> words; ///< of the message to post
    std::uint32_t number = 0;       ///< of the message to read
};

/// Returns a check for the number of a message, or a number of messages.
CLI::Validator is_number() {
    return CLI::Range(1u, 4'294'967'295u).description("");
}

constexpr auto about_watch =
    "Shows each new message the moment it arrives, until Ctrl-C; comes back "
    "when the connection is lost";

constexpr auto more_about_watch =
    "What was missed while there was no connection is told when there is one "
    "again.\n\n"
    "  proto_client watch\n"
    "  proto_client watch --from 1 --once 3   the first three\n"
    "  proto_client watch --exec 'notify-send -- \"$2\"'\n"
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
            "client that is silent for 30 minutes (by default 540)");
    seconds("--poll", options.poll,
            "Ask a server so often that does not push (by default 10, by IMAP "
            "60)");
}

void add_watch(CLI::App& app, Options& options) {
    auto* watch = app.add_subcommand("watch", about_watch);
    watch->footer(more_about_watch);
    watch
        ->add_option("mailbox", options.mailbox,
                     "imaps://USER@HOST/MAILBOX, in place of --connect")
        ->type_name("URL");
    add_times(*watch, options);
    auto* from = watch
                     ->add_option("--from", options.watch.from,
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
    watch
        ->add_option("--exec", options.watch.command,
                     "Run this in a shell for each message, with its number "
                     "as $1 and its text as $2; put \"$2\" in double quotes")
        ->type_name("COMMAND");
    watch
        ->add_option("--once", options.watch.once,
                     "Stop after N messages, for scripts")
        ->check(is_number())
        ->type_name("N");
}

void add_post(CLI::App& app, Options& options) {
    auto* post = app.add_subcommand("post", "Posts a message");
    post->add_option("text", options.words,
                     "The message; words are joined by spaces. Without it each "
                     "line of the input is a message")
        ->type_name("TEXT");
    post->footer("  proto_client post Nice duplex in the 10e\n"
                 "  proto_client post -- -10% this week\n"
                 "  proto_client post < adverts.txt");
}

void add_others(CLI::App& app, Options& options) {
    auto* read = app.add_subcommand("read", "Prints one message");
    read->add_option("number", options.number, "The first is 1")
        ->required()
        ->check(is_number())
        ->type_name("N");
    read->footer("  proto_client read 2");
    app.add_subcommand("count", "Prints how many messages there are")
        ->footer("  proto_client count");
    app.add_subcommand("shell", "Sends the lines that you type, as they are, "
                                "and shows what comes, when it comes")
        ->footer("  proto_client shell\n"
                 "  printf 'idle\\ndone\\n' | proto_client shell");
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
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(at_the_end);
    add_watch(app, options);
    add_post(app, options);
    add_others(app, options);
}

int complain(const std::string& why) {
    std::cerr << "proto_client: " << why << "\n";
    return exit_code::usage;
}

/// Prints help, or a mistake, and returns the exit code.
int explain(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_name() == "RequiredError" && app.get_subcommands().empty())
        return complain("say what to do: watch, post, read, count or shell; "
                        "proto_client --help has examples");
    return app.exit(error) == 0 ? 0 : exit_code::usage;
}

/// Reads YYYY-MM-DD.
std::optional<std::chrono::year_month_day> read_day(const std::string& text) {
    int year = 0, length = 0;
    unsigned month = 0, day = 0;
    const bool read = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month,
                                  &day, &length) == 3;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(month),
                                           std::chrono::day(day)};
    if (!read || static_cast<std::size_t>(length) != text.size() || !date.ok())
        return std::nullopt;
    return date;
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
    if (options.all) options.watch.from = 1;
    if (options.since.empty()) return std::nullopt;
    options.watch.since = read_day(options.since);
    if (options.watch.since) return std::nullopt;
    return "--since: '" + options.since + "' is no day; write 2026-11-29";
}

int run(const std::string& command, const Options& options) {
    if (options.target.imap && command != "watch")
        return complain(command + " does not speak IMAP yet; watch does");
    if (command == "post") return post(options.target, options.words);
    if (command == "read")
        return ask(options.target, {toy::Read{options.number}});
    if (command == "count") return ask(options.target, {toy::Count{}});
    if (command == "watch") return watch(options.target, options.watch);
    if (options.target.json)
        return complain("shell shows the lines as they are; --json is for the "
                        "other commands");
    return shell(options.target);
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
