#include "tutorial/kit/conversation/play.hpp"

#include "common/net/listener.hpp"
#include "common/transcript/memory.hpp"
#include "tutorial/kit/conversation/free_port.hpp"
#include "tutorial/kit/conversation/imap_world.hpp"
#include "tutorial/kit/conversation/own_mailbox.hpp"
#include "tutorial/kit/conversation/starving.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"
#include "tutorial/kit/conversation/toy_world.hpp"
#include "tutorial/kit/conversation/varied_names.hpp"
#include "tutorial/kit/system/process.hpp"

#include <fcntl.h>
#include <memory>
#include <thread>

namespace kit {

using namespace transcript;
using namespace std::chrono_literals;

namespace {

/// The time in which a program ends that has closed its connection.
constexpr auto farewell = 300ms;

/// The time that a program has which is observed: the machine may be slow.
constexpr auto slow_machine = 60s;

std::string options_for(const Transcript& transcript) {
    std::string text;
    const auto add = [&](const char* name, const auto& value) {
        if (value) text += name + std::to_string(*value);
    };
    const auto count = [](const auto& time) {
        return time ? std::optional(time->count()) : std::nullopt;
    };
    add(" --autologout ", count(transcript.autologout));
    add(" --keepalive ", count(transcript.keepalive));
    add(" --max-clients ", transcript.max_clients);
    add(" --messages ", transcript.mailbox);
    if (needs(transcript, "UTF8=ACCEPT")) text += " --utf8-accept";
    return text;
}

/// The program of a Command, while it runs.
class StartedProgram {
public:
    StartedProgram(const Command& command, const Transcript& transcript,
                   std::uint16_t port)
        : command_(command),
          process_(
              replaced(replaced(command.line, "port", std::to_string(port)),
                       "options", options_for(transcript))) {}

    /// Somebody else's program is observed only to be fair: it may have no
    /// time to run.
    void be_observed(TcpConversation& tcp) {
        tcp.observe_peer([this]() -> std::unique_ptr<PeerActivity> {
            if (command_.observe) return command_.observe(process_.group());
            return std::make_unique<Starving>(process_.group());
        });
        tcp.watch_program([this] { return process_.ended().has_value(); });
    }
    /// Returns a reason not to wait any longer for the server to listen, or for
    /// the client to connect; or nothing.
    std::optional<std::string> trouble(Side role) const;
    /// Adds what is known of the program when the play is over.
    void add_to(PlayResult& result) const;

private:
    void be_fair() const;
    std::optional<Exit> exit_after_close() const;
    bool works() const {
        return command_.observe &&
               command_.observe(process_.group())->observe({}) ==
                   PeerActivity::Doing::works;
    }

    const Command& command_;
    Process process_;
    /// The time since it was started does not count while it cannot run.
    mutable PeerClock clock_{};
    mutable Starving starving_{process_.group()};
    mutable Clock::time_point last_look_ = Clock::now();
    Clock::time_point begin_ = Clock::now();
};

std::optional<std::string> StartedProgram::trouble(Side role) const {
    const bool server = role == Side::server;
    if (const auto exit = process_.ended())
        return server ? "the server " + print(*exit) + " before it listened"
                      : "the client " + print(*exit) + " and did not connect";
    if (!command_.patience) return std::nullopt;
    const std::chrono::seconds patience =
        command_.observe ? slow_machine : *command_.patience;
    be_fair();
    if (clock_.now() < begin_ + patience) return std::nullopt;
    return (server ? "the server did not listen on its port within "
                   : "the client did not connect within ") +
           std::to_string(command_.patience->count()) + " s";
}

void StartedProgram::be_fair() const {
    if (Clock::now() < last_look_ + 50ms) return;
    if (starving_.observe(Clock::now()) == PeerActivity::Doing::works)
        clock_.discount(last_look_);
    last_look_ = Clock::now();
}

/// A program that crashes closes its connections first, and ends then.
std::optional<Exit> StartedProgram::exit_after_close() const {
    const auto latest = Clock::now() + slow_machine;
    auto until = Clock::now() + farewell;
    auto exit = process_.ended();
    while (!exit && Clock::now() < until) {
        std::this_thread::sleep_for(5ms);
        exit = process_.ended();
        if (Clock::now() < latest && works()) until = Clock::now() + farewell;
    }
    return exit;
}

void StartedProgram::add_to(PlayResult& result) const {
    const auto exit = process_.ended();
    const bool passed = std::holds_alternative<Passed>(result.end);
    if (passed && exit && exit->signal != 0)
        result.end = Impossible{"the program " + print(*exit)};
    if (passed && !exit && never_rests(process_.group()))
        result.end = Impossible{
            "all is said, but the program works on without a pause: perhaps it "
            "reads again and again from a connection that has ended"};
    const auto* mismatch = std::get_if<Mismatch>(&result.end);
    if (mismatch && mismatch->cause == Mismatch::Cause::closed)
        result.exit = exit_after_close();
    result.printed = process_.printed();
}

PlayResult play_in_memory(Player& player, const Transcript& transcript,
                          const Names& names, LiveWire* live) {
    std::unique_ptr<World> world;
    if (transcript.protocol == Protocol::toy)
        world = std::make_unique<ToyWorld>(transcript);
    else
        world = std::make_unique<ImapWorld>(transcript, names);
    auto mismatch = transcript::play_in_memory(player, *world, live);
    if (!mismatch) return {Passed{}, true};
    return {std::move(*mismatch), true};
}

PlayResult play_client(TcpConversation& tcp, const Transcript& transcript,
                       const Opponent& opponent) {
    if (const auto* server = std::get_if<net::Address>(&opponent.who))
        return {tcp.play_client(*server, {})};
    const FreePort port;
    StartedProgram server(std::get<Command>(opponent.who), transcript,
                          port.number());
    server.be_observed(tcp);
    PlayResult result{tcp.play_client({"127.0.0.1", port.number()}, [&] {
        return server.trouble(Side::server);
    })};
    server.add_to(result);
    return result;
}

PlayResult play_server(TcpConversation& tcp, const Transcript& transcript,
                       const Opponent& opponent, const PlayObserver& observer) {
    const auto* command = std::get_if<Command>(&opponent.who);
    const auto& listen =
        command ? command->listen : std::get<net::Address>(opponent.who);
    asio::ip::tcp::acceptor acceptor(tcp.loop(),
                                     net::resolve(tcp.loop(), listen).front());
    // A client that we start must not keep our door open.
    fcntl(acceptor.native_handle(), F_SETFD, FD_CLOEXEC);
    const auto port = acceptor.local_endpoint().port();
    if (observer.listening) observer.listening({listen.host, port});
    if (!command) return {tcp.play_server(acceptor, {})};
    StartedProgram client(*command, transcript, port);
    client.be_observed(tcp);
    PlayResult result{tcp.play_server(
        acceptor, [&] { return client.trouble(Side::client); })};
    client.add_to(result);
    return result;
}

PlayResult play_over_tcp(Player& player, const Transcript& transcript,
                         const Opponent& opponent,
                         const PlayObserver& observer) {
    TcpConversation tcp(player, observer.live, opponent.tls);
    auto result = player.plays() == Side::client
                      ? play_client(tcp, transcript, opponent)
                      : play_server(tcp, transcript, opponent, observer);
    result.reached = tcp.reached();
    return result;
}

} // namespace

PlayResult play(const Transcript& transcript, Side ours,
                const Opponent& opponent, Cut cut,
                const PlayObserver& observer) {
    const auto given = names_for(transcript, ours, opponent);
    Player player(write_in(transcript, given), ours, cut, given);
    auto result = opponent.in_memory()
                      ? play_in_memory(player, transcript, given, observer.live)
                      : play_over_tcp(player, transcript, opponent, observer);
    result.names = player.names();
    const auto* server = std::get_if<net::Address>(&opponent.who);
    if (server && ours == Side::client && given.contains("mailbox") &&
        std::holds_alternative<Mismatch>(result.end))
        result.left = remove_mailbox(*server, opponent.tls, given).value_or("");
    return result;
}

} // namespace kit
