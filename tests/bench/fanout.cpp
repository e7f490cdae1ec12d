#include "tests/bench/crowd.hpp"
#include "tests/bench/server_process.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

constexpr auto about =
    "One post reaches N idling clients: how fast, and at what cost?\n\n"
    "Runs proto_server and a bare epoll loop in turn, each with the same "
    "clients on this machine. Closed loop: the next post goes out when the "
    "last client has heard of the one before.";

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
    Crowd crowd(server.port(), clients);
    Figures figures{};
    figures.bytes = (server.memory() - memory) / static_cast<double>(clients);

    std::vector<double> warm_up, seconds;
    crowd.post_and_wait(warm_up);
    const auto cpu = server.cpu_seconds();
    const auto start = Crowd::Time::now();
    for (int i = 0; i < rounds; ++i) crowd.post_and_wait(seconds);
    const std::chrono::duration<double> took = Crowd::Time::now() - start;

    const auto deliveries = static_cast<double>(seconds.size());
    figures.deliveries_per_second = deliveries / took.count();
    figures.cpu = (server.cpu_seconds() - cpu) * 1e6 / deliveries;
    std::sort(seconds.begin(), seconds.end());
    figures.p50 = seconds[seconds.size() / 2] * 1e3;
    figures.p99 = seconds[seconds.size() * 99 / 100] * 1e3;
    if (burst)
        figures.burst_events = static_cast<double>(crowd.burst(100)) /
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

void allow_many_files(std::size_t clients) {
    rlimit limit{clients + 64, clients + 64};
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0) return;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
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
