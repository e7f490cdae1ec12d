#include "common/net/listener.hpp"
#include "common/transcript/explain.hpp"
#include "tutorial/kit/commands/command.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/conversation/play.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <unistd.h>

using namespace transcript;

namespace {

constexpr auto about =
    "Plays the server of a .wire file and checks what the client says.\n\n"
    "It waits for one client, plays the file once, and ends.\n"
    "  kit serve push.wire --listen :1430       then start your client\n"
    "  kit serve push.wire --client 'proto_client --connect 127.0.0.1:{port} "
    "watch'\n"
    "Exit code: 0 passed, 1 failed, 2 not checked, 3 a wrong argument, or\n"
    "the kit's own fault.";

struct Options {
    std::string file;
    std::string listen = "127.0.0.1:0";
    std::string client;
    std::string cut = "whole";
    bool wire = false;
    std::string program;
};

std::string again(const Options& options, Cut cut) {
    auto command =
        shell_word(options.program) + " serve " + shell_word(options.file);
    if (options.listen != "127.0.0.1:0")
        command += " --listen " + shell_word(options.listen);
    if (!options.client.empty())
        command += " --client " + shell_word(options.client);
    if (cut.kind != Cut::Kind::whole) command += " --cut " + print(cut);
    return command;
}

int report(const Transcript& transcript, const Options& options, Cut cut,
           const PlayEnd& end) {
    if (std::holds_alternative<Passed>(end)) {
        std::cout << "ok   " << transcript.file << "  cut " << print(cut)
                  << std::endl;
        return exit_code::pass;
    }
    if (std::holds_alternative<Interrupted>(end)) {
        std::cout << "not checked: " << transcript.file
                  << ": stopped by Ctrl-C. Bye." << std::endl;
        return exit_code::not_checked;
    }
    std::cout << "FAIL " << transcript.file << "  cut " << print(cut);
    if (const auto* impossible = std::get_if<Impossible>(&end))
        std::cout << ": " << impossible->why;
    std::cout << std::endl;
    if (const auto* mismatch = std::get_if<Mismatch>(&end))
        std::cout << '\n'
                  << explain(transcript, *mismatch, again(options, cut))
                  << std::endl;
    return exit_code::fail;
}

/// A client that --client starts, or one that somebody else starts.
Opponent client(const Options& options) {
    const auto address = net::parse_address(options.listen, {"127.0.0.1", 0});
    if (!address) throw std::runtime_error("--listen: " + address.error());
    if (options.client.empty()) return {*address};
    return {Command{options.client, std::nullopt, *address}};
}

int serve_once(const Transcript& transcript, const Options& options, Cut cut) {
    std::unique_ptr<LiveWire> live;
    if (options.wire)
        live = std::make_unique<LiveWire>(std::cout, isatty(1) == 1);
    const auto say_where = [](const net::Address& address) {
        std::cout << "listening on " << print(address) << std::endl;
    };
    const auto played = play(transcript, Side::server, client(options), cut,
                             {live.get(), say_where});
    const int code = report(transcript, options, cut, played.end);
    if (code == exit_code::fail && !played.printed.empty())
        std::cout << "The client printed:\n" << played.printed << std::endl;
    return code;
}

int serve(const Options& options) {
    const auto transcript = read_transcript(options.file);
    if (const auto why =
            why_not_checked(transcript, Side::server, client(options))) {
        std::cout << "not checked: " << transcript.file << ": " << *why
                  << std::endl;
        return exit_code::not_checked;
    }
    int worst = exit_code::pass;
    for (const auto& cut : parse_cuts(options.cut)) {
        const int code = serve_once(transcript, options, cut);
        if (code == exit_code::not_checked) return code; // Ctrl-C
        worst = std::max(worst, code);
    }
    return worst;
}

} // namespace

void add_serve(CLI::App& app, Run& run, const std::string& program) {
    auto options = std::make_shared<Options>();
    options->program = program;
    auto* command = app.add_subcommand("serve", about);
    command->add_option("FILE", options->file, "A transcript")->required();
    command
        ->add_option("--listen", options->listen,
                     "Where to wait for the client; port 0 is any free one")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    command
        ->add_option("--client", options->client,
                     "Start this client for the play; {port} is the port")
        ->type_name("CMD");
    add_cut_option(*command, options->cut);
    command->add_flag("--wire", options->wire, "Show every line that passes");
    command->callback(
        [options, &run] { run = [options] { return serve(*options); }; });
}
