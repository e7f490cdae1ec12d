#include "tutorial/kit/commands/serve.hpp"

#include "common/net/listener.hpp"
#include "common/transcript/explain.hpp"
#include "tutorial/kit/commands/cuts.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"
#include "tutorial/kit/conversation/transcript_file.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"
#include "tutorial/kit/system/process.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <unistd.h>

using namespace transcript;

namespace commands {

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
           const Outcome& outcome) {
    if (std::holds_alternative<Passed>(outcome)) {
        std::cout << "ok   " << transcript.file << "  cut " << print(cut)
                  << std::endl;
        return exit_code::pass;
    }
    if (std::holds_alternative<Interrupted>(outcome)) {
        std::cout << "not checked: " << transcript.file
                  << ": stopped by Ctrl-C. Bye." << std::endl;
        return exit_code::not_checked;
    }
    std::cout << "FAIL " << transcript.file << "  cut " << print(cut);
    if (const auto* impossible = std::get_if<Impossible>(&outcome))
        std::cout << ": " << impossible->why;
    std::cout << std::endl;
    if (const auto* mismatch = std::get_if<Mismatch>(&outcome))
        std::cout << '\n'
                  << explain(transcript, *mismatch, again(options, cut))
                  << std::endl;
    return exit_code::fail;
}

std::unique_ptr<Process> start_client(const ServeOptions& options,
                                      std::uint16_t port) {
    if (options.client.empty()) return nullptr;
    return std::make_unique<Process>(
        replaced(options.client, "port", std::to_string(port)));
}

int serve_once(const Transcript& transcript, const ServeOptions& options,
               Cut cut) {
    const auto address = net::parse_address(options.listen, {"127.0.0.1", 0});
    if (!address) throw std::runtime_error("--listen: " + address.error());

    Player player(transcript, Side::server, cut);
    std::unique_ptr<LiveWire> live;
    if (options.wire)
        live = std::make_unique<LiveWire>(std::cout, isatty(1) == 1);
    TcpConversation tcp(player, live.get());
    asio::ip::tcp::acceptor acceptor(
        tcp.loop(), net::resolve(tcp.loop(), *address).front());
    const auto port = acceptor.local_endpoint().port();
    std::cout << "listening on " << print(net::Address{address->host, port})
              << std::endl;

    const auto client = start_client(options, port);
    TcpConversation::Trouble trouble;
    if (client)
        trouble = [&]() -> std::optional<std::string> {
            const auto how = client->ended();
            if (!how) return std::nullopt;
            return "the client " + *how + " and did not connect";
        };
    const auto outcome = tcp.play_server(acceptor, trouble);
    const int code = report(transcript, options, cut, outcome);
    if (client && code == exit_code::fail && !client->said().empty())
        std::cout << "The client printed:\n" << client->said() << std::endl;
    return code;
}

/// Why it cannot be served, if it cannot.
std::optional<std::string> not_checked(const Transcript& transcript) {
    if (has_step<Wait>(transcript))
        return "time passes in it (!wait), and only in memory it can be turned";
    if (has_step<BeginTls>(transcript))
        return "TLS begins in it (!tls), and kit serve speaks none";
    return std::nullopt;
}

} // namespace

int serve(const ServeOptions& options) {
    const auto transcript = read_transcript(options.file);
    if (const auto why = not_checked(transcript)) {
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

} // namespace commands
