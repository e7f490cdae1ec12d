#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <iostream>

namespace {

constexpr auto about =
    "The students' and teachers' program: conversations as files.\n\n"
    "Try it:\n"
    "  kit play push.wire                        against the toy, in memory\n"
    "  kit play push.wire --connect :1430        against a running server\n"
    "  kit conform --server :1143 --user anna    does it idle as it should?\n"
    "  kit draw push.wire                        as a picture\n"
    "  kit tap --listen :1431 --connect :1430    shows what passes\n"
    "  kit start 1.1                             begins an exercise\n"
    "  kit check 1.1                             checks your work on it\n"
    "Each command has its own --help.";

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    Run run;
    CLI::App app(about, "kit");
    app.require_subcommand(1);
    add_play(app, run, argv[0]);
    add_serve(app, run, argv[0]);
    add_conform(app, run);
    add_draw(app, run);
    add_tap(app, run);
    add_start(app, run);
    add_check(app, run);
    add_hint(app, run);
    add_solution(app, run);
    add_status(app, run);
    add_watch(app, run);
    add_grade(app, run);
    add_sync(app, run);
    add_lint(app, run);
    if (argc == 1) {
        std::cerr << app.help();
        return exit_code::own_fault;
    }
    try {
        app.parse(argc, argv);
        return run();
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_code::pass : exit_code::own_fault;
    } catch (const std::exception& error) {
        std::cerr << "kit: " << error.what() << "\n";
        return exit_code::own_fault;
    }
}
