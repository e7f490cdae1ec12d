#include "tests/bench/crowd.hpp"
#include "tests/bench/server_process.hpp"
#include "tests/bench/sockets.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <string>
#include <vector>

namespace {

constexpr auto about =
    "One post reaches N idling clients: how fast, and at what cost?\n\n"
    "Runs proto_server and a bare epoll loop in turn, each with the same "
    "clients on this machine. Closed loop: the next post goes out when the "
    "last client has heard of the one before.";

const Crowd::Dialect toy{
    {{"", "* hello"}, {"idle\r\n", "+ idling"}}, [](std::string_view octets) {
        const auto at = octets.rfind("* new ");
        unsigned count = 0;
        if (at != octets.npos)
            std::from_chars(octets.data() + at + 6,
                            octets.data() + octets.size(), count);
        return count;
    }};

class Poster {
public:
    explicit Poster(std::uint16_t port) : conversation_(port) {
        const auto hello = conversation_.wait("* hello toy/1 ");
        messages_ = static_cast<unsigned>(std::stoul(hello.substr(14)));
    }

    /// Posts once and waits until every client has its event.
    void post_and_wait(Crowd& crowd, std::vector<double>& seconds) {
        const auto posted = Crowd::Time::now();
        conversation_.send("post Flat to rent\r\n");
        crowd.wait_for(++messages_, posted, seconds);
        conversation_.wait("ok");
    }

    /// Posts `count` messages in one segment; returns how many events all
    /// clients were sent until each knew of the last.
    std::size_t burst(Crowd& crowd, unsigned count) {
        std::string posts;
        for (unsigned i = 0; i < count; ++i) posts += "post Flat to rent\r\n";
        conversation_.send(posts);
        messages_ += count;
        const auto events = crowd.lines_until(messages_);
        conversation_.wait("ok " + std::to_string(messages_));
        return events;
    }

private:
    Conversation conversation_;
    unsigned messages_;
};

struct Figures {
    double deliveries_per_second;
    double p50, p99;     // milliseconds
    double cpu;          // microseconds of the server for one delivery
    double bytes;        // of the server's memory for one idling client
    double burst_events; // for each client, of a burst of 100 posts
};

Figures measure(const ServerProcess& server, std::size_t clients, int rounds,
                bool burst) {
    const auto memory = server.memory();
    Crowd crowd(server.port(), clients, toy);
    Figures figures{};
    figures.bytes = (server.memory() - memory) / static_cast<double>(clients);

    Poster poster(server.port());
    std::vector<double> warm_up, seconds;
    poster.post_and_wait(crowd, warm_up);
    const auto cpu = server.cpu_seconds();
    const auto start = Crowd::Time::now();
    for (int i = 0; i < rounds; ++i) poster.post_and_wait(crowd, seconds);
    const std::chrono::duration<double> took = Crowd::Time::now() - start;

    const auto deliveries = static_cast<double>(seconds.size());
    figures.deliveries_per_second = deliveries / took.count();
    figures.cpu = (server.cpu_seconds() - cpu) * 1e6 / deliveries;
    std::sort(seconds.begin(), seconds.end());
    figures.p50 = seconds[seconds.size() / 2] * 1e3;
    figures.p99 = seconds[seconds.size() * 99 / 100] * 1e3;
    if (burst)
        figures.burst_events = static_cast<double>(poster.burst(crowd, 100)) /
                               static_cast<double>(clients);
    return figures;
}

void print_row(const char* server, const Figures& figures) {
    std::printf("%-13s %12.0f %8.2f %8.2f %8.2f %9.0f", server,
                figures.deliveries_per_second, figures.p50, figures.p99,
                figures.cpu, figures.bytes);
    if (figures.burst_events > 0) std::printf(" %8.1f", figures.burst_events);
    std::printf("\n");
    std::fflush(stdout);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    std::string program;
    std::size_t clients = 1000;
    int rounds = 0, runs = 5;
    CLI::App app(about, "fanout");
    app.add_option("server", program, "The proto_server to measure")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--clients", clients, "Idling clients")
        ->capture_default_str();
    app.add_option("--rounds", rounds,
                   "Posts in a run (default: 200 000 deliveries' worth)");
    app.add_option("--runs", runs, "Runs of each server, alternating")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    if (rounds == 0) rounds = static_cast<int>(200'000 / clients) + 1;
    allow_many_files(clients);

    std::printf("%zu idling clients, %d posts a run, %d runs of each\n\n",
                clients, rounds, runs);
    std::printf("%-13s %12s %8s %8s %8s %9s %8s\n", "", "deliveries/s",
                "p50 ms", "p99 ms", "CPU us", "B/client", "burst");
    std::vector<double> ratios;
    for (int run = 0; run < runs; ++run) {
        const auto bare =
            measure(ServerProcess::bare_loop(), clients, rounds, false);
        print_row("bare loop", bare);
        const auto ours = measure(ServerProcess::proto_server(program), clients,
                                  rounds, true);
        print_row("proto_server", ours);
        ratios.push_back(ours.deliveries_per_second /
                         bare.deliveries_per_second);
    }
    std::printf("\ndeliveries/s, proto_server to bare loop: %.2f (median; "
                "%.2f to %.2f)\n",
                median(ratios), *std::min_element(ratios.begin(), ratios.end()),
                *std::max_element(ratios.begin(), ratios.end()));
}
