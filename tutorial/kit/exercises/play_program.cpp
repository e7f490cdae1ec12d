#include "tutorial/kit/exercises/play_program.hpp"

#include "tutorial/kit/conversation/activity.hpp"
#include "tutorial/kit/conversation/free_port.hpp"
#include "tutorial/kit/system/process.hpp"

#include <thread>

using namespace std::chrono_literals;
using transcript::Side;

namespace {

/// For a program that was started to listen or to connect, and for one that has
/// closed its connection to end, too.
constexpr auto patience = 10s;
constexpr auto farewell = 300ms;
/// Of known programs nobody waits so long, but on a slow machine.
constexpr auto great_patience = 60s;

bool works(const Process& process) {
    return Activity(process.group()).look({}) == Activity::Doing::works;
}

/// A program that crashes closes its connections first; how it ended tells
/// more. Of others it would be chance whether they have ended already.
std::optional<std::string>
how_it_ended(Process& process, const Program& program, const Outcome& outcome) {
    const auto* mismatch = std::get_if<transcript::Mismatch>(&outcome);
    if (!mismatch || mismatch->cause != transcript::Mismatch::Cause::closed)
        return std::nullopt;
    const auto latest = Clock::now() + great_patience;
    auto until = Clock::now() + farewell;
    auto how = process.ended();
    while (!how && Clock::now() < until) {
        std::this_thread::sleep_for(5ms);
        how = process.ended();
        if (program.known && Clock::now() < latest && works(process))
            until = Clock::now() + farewell;
    }
    return how;
}

std::string on_port(const Program& program, std::uint16_t port) {
    return replaced(program.command, "port", std::to_string(port));
}

Played against_server(transcript::Player& player, const Program& program) {
    TcpConversation tcp(player, nullptr);
    if (program.running)
        return {tcp.play_client(*program.running, {}), {}, {}, true};

    const FreePort port;
    const net::Address where{"127.0.0.1", port.number()};
    const auto until =
        Clock::now() + (program.known ? great_patience : patience);
    Process server(on_port(program, where.port));
    if (program.known) tcp.look_at(server.group());
    Played played;
    played.outcome =
        tcp.play_client(where, [&]() -> std::optional<std::string> {
            if (const auto how = server.ended())
                return "the server " + *how + " before it listened";
            if (Clock::now() < until) return std::nullopt;
            return "the server did not listen on its port within 10 s";
        });
    played.ended = how_it_ended(server, program, played.outcome);
    played.said = server.said();
    return played;
}

Played against_client(transcript::Player& player, const Program& program) {
    TcpConversation tcp(player, nullptr);
    const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
    asio::ip::tcp::acceptor acceptor(tcp.loop(), any);
    const auto until =
        Clock::now() + (program.known ? great_patience : patience);
    Process client(on_port(program, acceptor.local_endpoint().port()));
    if (program.known) tcp.look_at(client.group());
    Played played;
    played.outcome =
        tcp.play_server(acceptor, [&]() -> std::optional<std::string> {
            if (const auto how = client.ended())
                return "the client " + *how + " and did not connect";
            if (Clock::now() < until) return std::nullopt;
            return "the client did not connect within 10 s";
        });
    played.ended = how_it_ended(client, program, played.outcome);
    played.said = client.said();
    return played;
}

} // namespace

Played play_program(const transcript::Transcript& transcript, Side role,
                    const Program& program, transcript::Cut cut) {
    transcript::Player player(transcript, transcript::other(role), cut);
    auto played = role == Side::server ? against_server(player, program)
                                       : against_client(player, program);
    const auto* impossible = std::get_if<Impossible>(&played.outcome);
    if (impossible) played.reached = impossible->why.starts_with("!deliver");
    return played;
}
