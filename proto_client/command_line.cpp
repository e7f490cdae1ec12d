#include "proto_client/command_line.hpp"

#include "common/toy/limits.hpp"
#include "proto_client/program/ask_command.hpp"
#include "proto_client/program/post_command.hpp"
#include "proto_client/program/shell_command.hpp"
#include "proto_client/program/watch_command.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace client {

namespace {

constexpr auto about =
    "Talks to proto_server: is told of new messages the moment they arrive.\n\n"
    "Try it in two terminals, with proto_server running in a third:\n"
    "  proto_client watch           is told of each new message\n"
    "  proto_client post Hello      is a new message\n"
    "  proto_client --wire watch    shows every line that passes\n"
    "  proto_client shell           lets you speak the protocol yourself\n";

constexpr auto at_the_end =
    "proto_client COMMAND --help has more, and examples.\n"
    "Exit codes: 0 all is well, 1 the server said no, 2 the command line makes "
    "no\nsense, 3 no connection.";

/// The options of all subcommands.
struct Options {
    std::string connect = "127.0.0.1:1430";
    Target target;
    WatchOptions watch;
    std::int64_t rearm = toy::default_rearm.count();
    bool all = false;
    std::vector<std::string> words; ///< of the message to post
    std::uint32_t number = 0;       ///< of the message to read
};

/// Returns a check for the number of a message, or a number of messages.
CLI::Validator is_number() {
    return CLI::Range(1u, 4'294'967'295u).description("");
}

void add_watch(CLI::App& app, Options& options) {
    auto* watch = app.add_subcommand(
        "watch", "Shows each new message the moment it arrives, until Ctrl-C; "
                 "comes back when the connection is lost");
    watch->footer("What was missed while there was no connection is told when "
                  "there is one again.\n\n"
                  "  proto_client watch\n"
                  "  proto_client watch --from 1 --once 3   the first three\n"
                  "  proto_client watch --exec 'notify-send -- \"$2\"'\n"
                  "  proto_client --json watch | jq .text");
    const auto most = toy::limits::rearm.count();
    watch
        ->add_option("--rearm", options.rearm,
                     "Leave idling and enter it again so often; the server "
                     "hangs up on a client that is silent for 30 minutes")
        ->check(CLI::Range(std::int64_t{1}, most)
                    .description("1 to " + std::to_string(most)))
        ->type_name("SECONDS")
        ->capture_default_str();
    auto* from = watch
                     ->add_option("--from", options.watch.from,
                                  "Begin with message N, not with the next")
                     ->check(is_number())
                     ->type_name("N");
    watch->add_flag("--all", options.all, "Begin with the first message")
        ->excludes(from);
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

void add_options(CLI::App& app, Options& options) {
    app.add_option("--connect", options.connect,
                   "The server; [::1]:1430 is IPv6")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    app.add_flag("--wire", options.target.wire,
                 "Show both sides of the conversation as C: and S: lines");
    app.add_flag("--json", options.target.json,
                 "Print one JSON object a line, for programs");
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

int run(const std::string& command, const Options& options) {
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
    const auto address =
        net::parse_address(options.connect, {"127.0.0.1", toy::default_port});
    if (!address)
        return
            [code = complain("--connect: " + address.error())] { return code; };
    options.target.address = *address;
    options.watch.rearm = std::chrono::seconds(options.rearm);
    if (options.all) options.watch.from = 1;
    const auto command = app.get_subcommands().front()->get_name();
    return [command, options] { return run(command, options); };
}

} // namespace client
