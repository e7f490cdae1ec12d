#include "hunt.hpp"
#include "located_json.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <iterator>

namespace {

constexpr auto about =
    "Watches mailboxes by IMAP and rings when a mail comes that one of your "
    "rules is\nabout: with a notice on the desktop, a command of yours, or "
    "mbsync and notmuch.\n\n"
    "  flat-hunter test rules.json < mail.eml   which rule fits, and why\n"
    "  flat-hunter watch rules.json             until Ctrl-C\n"
    "  flat-hunter watch --status rules.json    how the one that runs is\n";

constexpr auto at_the_end =
    "Without FILE it is ~/.config/flat-hunter/rules.json. "
    "flat-hunter-rules(5) tells\nwhat is in it.\n"
    "Exit codes: 0 all is well, 1 no rule fits, 2 the command line or FILE "
    "makes no\nsense, 3 it cannot watch.";

struct Options {
    std::string file;
    bool status = false;
    std::string account, mailbox, at;
};

std::string usual_file() {
    const auto* config = std::getenv("XDG_CONFIG_HOME");
    const auto* home = std::getenv("HOME");
    const auto folder = config && *config == '/'
                            ? std::string(config)
                            : std::string(home ? home : ".") + "/.config";
    return folder + "/flat-hunter/rules.json";
}

int test(const Options& options, const Rules& rules) {
    std::optional<TimeOfDay> at;
    if (!options.at.empty()) {
        at = read_time(options.at);
        if (!at)
            throw Mistake("--at: '" + options.at + "' is no time; write 23:30");
    }
    const std::string source(std::istreambuf_iterator<char>(std::cin), {});
    auto mail = read_mail(source);
    mail.account = options.account;
    mail.mailbox = options.mailbox;
    return test_rules(rules, mail, at);
}

void add_commands(CLI::App& app, Options& options) {
    app.require_subcommand(1);
    app.footer(at_the_end);
    auto* watch = app.add_subcommand(
        "watch", "Watches the mailboxes of FILE until Ctrl-C");
    watch->add_flag("--status", options.status,
                    "Print as JSON how the watch that runs is, and how often "
                    "each rule has fitted; then end");
    auto* test = app.add_subcommand(
        "test", "Reads a mail from its input and tells which rules of FILE "
                "fit, and why");
    test->add_option("--account", options.account,
                     "Take the mail as one of this account")
        ->type_name("NAME");
    test->add_option("--mailbox", options.mailbox,
                     "Take the mail as one of this mailbox")
        ->type_name("NAME");
    test->add_option("--at", options.at,
                     "Take it as this time of the day, for quiet hours")
        ->type_name("HH:MM");
    for (auto* command : {watch, test})
        command->add_option("file", options.file, "The rules")
            ->type_name("FILE");
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app(about, "flat-hunter");
    app.set_version_flag("--version", FLAT_HUNTER_VERSION);
    add_commands(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto path = options.file.empty() ? usual_file() : options.file;
    const auto rules = read_rules(path);
    if (app.got_subcommand("test")) return test(options, rules);
    return options.status ? print_status(rules, path) : hunt(rules, path);
}

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const Mistake& mistake) {
        std::cerr << "flat-hunter: " << mistake.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "flat-hunter: " << error.what() << "\n";
        return 3;
    }
}
