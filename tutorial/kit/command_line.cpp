#include "tutorial/kit/command_line.hpp"

#include "tutorial/kit/author_commands.hpp"
#include "tutorial/kit/commands/check.hpp"
#include "tutorial/kit/commands/conform.hpp"
#include "tutorial/kit/commands/draw.hpp"
#include "tutorial/kit/commands/grade.hpp"
#include "tutorial/kit/commands/hint.hpp"
#include "tutorial/kit/commands/play.hpp"
#include "tutorial/kit/commands/serve.hpp"
#include "tutorial/kit/commands/solution.hpp"
#include "tutorial/kit/commands/start.hpp"
#include "tutorial/kit/commands/status.hpp"
#include "tutorial/kit/commands/tap.hpp"
#include "tutorial/kit/commands/watch.hpp"
#include "tutorial/kit/help.hpp"
#include "tutorial/kit/mail_options.hpp"
#include "tutorial/kit/subcommands.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <iostream>

namespace kit {

namespace {

constexpr auto cut_type = "whole|bytes|crlf|glued|random[:SEED]|all";
constexpr auto exercise_here = "3.1; may be left out in an exercise's folder";

void add_cut(CLI::App& command, std::string& cut) {
    add_option(command, "--cut", cut_type, cut,
               "How what is sent is cut into segments: whole lines, "
               "bytes, between CR and LF, glued together, random[:SEED], "
               "or all of these in turn")
        ->capture_default_str();
}

void add_tls(CLI::App& command, commands::TlsOption& option) {
    auto* tls = command.add_flag("--tls", option.tls,
                                 "Speak TLS, from the first octet on");
    command
        .add_flag("--starttls", option.starttls,
                  "Speak TLS, asked for by IMAP's STARTTLS")
        ->excludes(tls);
    std::string about = "Whom to trust, in PEM form, as the ca.pem that "
                        "\"proto_server certificate\" makes; without it, whom "
                        "this system trusts";
    if (option.in_files) about += ". Alone it serves files that say !tls";
    add_option(command, "--ca", "FILE", option.ca, about);
}

void add_play(Kit& kit) {
    auto [command, options] = kit.add("play", help::play, commands::play);
    options.program = kit.program;
    command.add_option("FILE", options.files, "Transcripts")->required();
    auto* connect =
        add_option(command, "--connect", "HOST:PORT", options.connect,
                   "Play against this running server");
    add_option(command, "--server", "CMD", options.command,
               "Start a server of its own for every play; {port} is a "
               "free port, {options} the --autologout, --keepalive and "
               "--messages that the file asks for")
        ->excludes(connect);
    add_cut(command, options.cut);
    may_be_repeated(add_option(command, "--lacks", "WORD", options.lacks,
                               "Skip files that need this (@needs); may be "
                               "repeated"));
    add_tls(command, options.tls);
    may_be_repeated(
        add_option(command, "--set", "NAME=VALUE", options.set,
                   "The value of <user>, <password> or another name, an atom "
                   "or a \"quoted string\"; may be repeated"));
    add_option(command, "--as", "NAME", options.as,
               "The server is this one: where a file says that it "
               "differs (@differs), that is no failure");
    command.add_flag("--unasked", options.unasked,
                     "Pass over what an IMAP server may say at any time, such "
                     "as the flags of a message, as \"kit conform\" does");
    command.add_flag("--wire", options.wire, "Show every line that passes");
}

void add_serve(Kit& kit) {
    auto [command, options] = kit.add("serve", help::serve, commands::serve);
    options.program = kit.program;
    command.add_option("FILE", options.file, "A transcript")->required();
    add_option(command, "--listen", "HOST:PORT", options.listen,
               "Where to wait for the client; port 0 is any free one")
        ->capture_default_str();
    add_option(command, "--client", "CMD", options.client,
               "Start this client for the play; {port} is the port");
    add_cut(command, options.cut);
    command.add_flag("--wire", options.wire, "Show every line that passes");
}

void add_conform(Kit& kit) {
    auto [command, options] =
        kit.add("conform", help::conform, commands::conform);
    options.suite = KIT_PROJECT_FOLDER "/tests/wire/imap";
    options.clauses = KIT_PROJECT_FOLDER "/tutorial/clauses.tsv";
    auto* server = add_option(command, "--server", "HOST:PORT", options.server,
                              "The server");
    add_option(command, "--command", "CMD", options.command,
               "Start a server of its own for each clause; {port} is where it "
               "listens, {options} the --messages that it has")
        ->excludes(server);
    add_option(command, "--part", "examination", options.part,
               "Only what a reader's own server must do at the end of Part II; "
               "it needs three messages in the INBOX, no CREATE and no APPEND")
        ->check(CLI::IsMember({"examination"}).description(""));
    add_option(command, "--user", "NAME", options.user, "Who logs in")
        ->capture_default_str();
    add_option(command, "--password", "WORD", options.password,
               "The password; others on this machine may see it, unless "
               "it is in the environment")
        ->envname("KIT_PASSWORD");
    add_tls(command, options.tls);
    add_cut(command, options.cut);
    add_option(command, "--suite", "FOLDER", options.suite,
               "A folder of transcripts; those that need IDLE are played");
    command.add_flag("--json", options.json,
                     "Say it as one object of JSON on a line");
}

void add_draw(Kit& kit) {
    auto [command, options] = kit.add("draw", help::draw, commands::draw);
    command.add_option("FILE", options.file, "A .wire or .jsonl file")
        ->required();
    auto* svg = command.add_flag("--svg", options.svg, "As an SVG picture");
    command
        .add_flag("--octets", options.octets,
                  "Name the parts of each line, as the parser has them")
        ->excludes(svg);
    command
        .add_flag("--lines", options.lines,
                  "As the lines of a .wire file, with those that @begin "
                  "stands for")
        ->excludes(svg);
    command
        .add_option("--width", options.width,
                    "Columns of text: 80, for a picture 49")
        ->check(CLI::Range(40, 400));
}

void add_tap(Kit& kit) {
    auto [command, options] = kit.add("tap", help::tap, commands::tap);
    add_option(command, "--listen", "[HOST:]PORT", options.listen,
               "Where clients connect")
        ->required();
    add_option(command, "--connect", "HOST:PORT", options.connect,
               "Where the server is")
        ->required();
    add_option(command, "--record", "FILE", options.record,
               "Keep the conversation in this file, as JSON lines");
}

void add_start(Kit& kit) {
    auto [command, options] = kit.add("start", help::start, commands::start);
    command
        .add_option("EXERCISE", options.number,
                    "3.1, or 3 for the chapter, or exam")
        ->required();
    command.add_option("FOLDER", options.folder,
                       "Where your exercises are; idle-hands");
}

void add_check(Kit& kit) {
    auto [command, options] = kit.add("check", help::check, commands::check);
    command.add_option("EXERCISE", options.number,
                       "3.1, or 3 for the chapter; may be left out in an "
                       "exercise's folder");
    auto* server = add_option(
        command, "--server", "CMD", options.server,
        "Check the server that this starts; {port} stands for its port");
    auto* client = add_option(
        command, "--client", "CMD", options.client,
        "Check the client that this starts; {port} is where it connects");
    server->excludes(client);
    add_option(command, "--connect", "HOST:PORT", options.connect,
               "Check a server that runs already")
        ->excludes(server)
        ->excludes(client);
    add_option(command, "--only", "CHECK", options.only, "Only this check");
    add_option(command, "--cut", cut_type, options.cut,
               "How what is sent is cut into segments, instead of the "
               "ways that each check asks for");
    add_option(command, "--seed", "NUMBER", options.seed,
               "Chooses the data, and where the cut 'random' cuts; each run "
               "draws another one");
    command.add_flag("--json", options.json,
                     "For programs: one object on a line");
}

void add_hint(Kit& kit) {
    auto [command, options] = kit.add("hint", help::hint, commands::hint);
    command.add_option("EXERCISE", options.number, exercise_here);
}

void add_solution(Kit& kit) {
    auto [command, options] =
        kit.add("solution", help::solution, commands::solution);
    command.add_option("EXERCISE", options.number, exercise_here);
    command.add_flag("--give-up", options.give_up,
                     "Even though yours does not pass");
}

void add_status(Kit& kit) {
    kit.app.add_subcommand("status", help::status)->callback([&kit] {
        kit.chosen = commands::status;
    });
}

void add_watch(Kit& kit) {
    auto [command, options] = kit.add("watch", help::watch, commands::watch);
    command.add_option("EXERCISE", options.number, exercise_here);
    add_option(command, "--only", "CHECK", options.only, "Only this check");
}

void add_grade(Kit& kit) {
    auto [command, options] = kit.add("grade", help::grade, commands::grade);
    options.examination = examination_rules();
    command
        .add_option("FOLDER", options.folder,
                    "With a sub-folder for each student")
        ->required();
    command.add_option("--exercise", options.exercise,
                       "Only 3.1, or 3 for the chapter, or exam; a student's "
                       "folder may then hold server.cpp itself");
    add_option(command, "--command", "CMD", options.rules.command,
               "Runs each program, in its folder; {port} is its port. If none "
               "is given: server.cpp, server.py, or an executable file run");
    add_option(command, "--jobs", "N", options.jobs,
               "Check so many programs at once")
        ->check(CLI::Range(1, 64));
    add_option(command, "--time", "SECONDS", options.seconds,
               "For all checks of one program; those that have not begun by "
               "then fail")
        ->capture_default_str()
        ->check(CLI::Range(1, 86400));
    add_option(command, "--memory", "MB", options.rules.memory,
               "For each process of a program")
        ->capture_default_str()
        ->check(CLI::Range(16, 1 << 20));
    add_option(command, "--seed", "N", options.rules.seed,
               "Of the checks' data; the same for the whole class")
        ->capture_default_str();
    add_option(command, "--csv", "FILE", options.csv,
               "Write the grades for a spreadsheet");
    add_option(command, "--totals", "FILE", options.totals,
               "Write one row for each student");
    add_option(command, "--json", "FILE", options.json,
               "Write the grades for programs");
}

} // namespace

std::function<int()> read_command_line(int argc, const char* const* argv) {
    Kit kit;
    kit.program = argv[0];
    kit.app.set_version_flag("--version", "kit " IDLE_HANDS_VERSION,
                             "Print the version and exit");
    kit.app.require_subcommand(1);
    for (const auto add : {add_play, add_serve, add_conform, add_draw, add_tap,
                           add_fault, add_examine, add_mail_server, add_start,
                           add_check, add_hint, add_solution, add_status,
                           add_watch, add_grade, add_sync, add_lint, add_book})
        add(kit);
    int code = exit_code::own_fault;
    try {
        if (argc > 1) {
            kit.app.parse(argc, argv);
            return kit.chosen;
        }
        std::cerr << kit.app.help();
    } catch (const CLI::ParseError& error) {
        if (kit.app.exit(error) == 0) code = exit_code::pass;
    }
    return [code] { return code; };
}

} // namespace kit
