#include "tutorial/kit/commands/serve.hpp"

#include "common/net/listener.hpp"
#include "common/transcript/explain.hpp"
#include "tutorial/kit/commands/address_option.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/conversation/play.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <unistd.h>

using namespace transcript;

namespace kit::commands {

namespace {

std::string again(const ServeOptions& options, Cut cut) {
    auto command =
        shell_word(options.program) + " serve " + shell_word(options.file);
    if (options.listen != "127.0.0.1:0")
        command += " --listen " + shell_word(options.listen);
    if (!options.client.empty())
        command += " --client " + shell_word(options.client);
    if (cut.kind != Cut::Kind::whole) command += " --cut " + print(cut);
    return command;
}

int report(const Transcript& transcript, const ServeOptions& options, Cut cut,
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
Opponent client(const ServeOptions& options) {
    const auto address = address_option("--listen", options.listen, 0);
    if (options.client.empty()) return {address};
    return {Command{options.client, std::nullopt, address}};
}

int serve_once(const Transcript& transcript, const ServeOptions& options,
               Cut cut) {
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

} // namespace

int serve(const ServeOptions& options) {
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

} // namespace kit::commands
