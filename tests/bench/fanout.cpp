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
    "proto_server and a bare epoll loop take turns, post by post, each with so "
    "many clients on this machine: the machine's mood is in both. Closed loop: "
    "the next post goes out when the last client has heard of the one before.";

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

    /// Posts `count` messages in one segment. Returns how many events all
    /// clients got until each of them knew of the last message.
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
    double p50, p99; // milliseconds
    double cpu;      // microseconds of the server for one event to one client
    double bytes;    // octets of the server's memory for one idling client
};

/// A server that is measured, and its clients.
class Contestant {
public:
    Contestant(const ServerProcess& server, std::size_t clients)
        : server_(server), memory_(server.memory()),
          crowd_(server.port(), clients, toy), poster_(server.port()) {
        figures_.bytes =
            (server.memory() - memory_) / static_cast<double>(clients);
        std::vector<double> warm_up;
        poster_.post_and_wait(crowd_, warm_up);
        cpu_ = server.cpu_seconds();
    }

    void post() {
        const auto start = Crowd::Time::now();
        poster_.post_and_wait(crowd_, seconds_);
        took_ += Crowd::Time::now() - start;
    }

    Figures figures() {
        const auto deliveries = static_cast<double>(seconds_.size());
        figures_.deliveries_per_second = deliveries / took_.count();
        figures_.cpu = (server_.cpu_seconds() - cpu_) * 1e6 / deliveries;
        std::sort(seconds_.begin(), seconds_.end());
        figures_.p50 = seconds_[seconds_.size() / 2] * 1e3;
        figures_.p99 = seconds_[seconds_.size() * 99 / 100] * 1e3;
        return figures_;
    }

    /// Returns how many events each client got for a burst of `count` posts.
    double burst(unsigned count) {
        return static_cast<double>(poster_.burst(crowd_, count)) /
               static_cast<double>(crowd_.size());
    }

private:
    const ServerProcess& server_;
    double memory_;
    Crowd crowd_;
    Poster poster_;
    std::vector<double> seconds_; ///< for one event to one client
    std::chrono::duration<double> took_{};
    double cpu_ = 0;
    Figures figures_{};
};

void print_row(const char* server, const Figures& figures, double burst) {
    std::printf("%-13s %12.0f %8.2f %8.2f %8.2f %9.0f", server,
                figures.deliveries_per_second, figures.p50, figures.p99,
                figures.cpu, figures.bytes);
    if (burst > 0) std::printf(" %8.1f", burst);
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
    app.add_option("--runs", runs, "Runs, each with new processes")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    if (rounds == 0) rounds = static_cast<int>(200'000 / clients) + 1;
    allow_many_files(2 * clients);

    std::printf("%zu idling clients each, %d posts a run, %d runs\n\n", clients,
                rounds, runs);
    std::printf("%-13s %12s %8s %8s %8s %9s %8s\n", "", "deliveries/s",
                "p50 ms", "p99 ms", "CPU us", "B/client", "burst");
    std::vector<double> ratios;
    for (int run = 0; run < runs; ++run) {
        const auto yardstick = ServerProcess::bare_loop();
        const auto server = ServerProcess::proto_server(program);
        Contestant bare(yardstick, clients), ours(server, clients);
        for (int round = 0; round < rounds; ++round) {
            bare.post();
            ours.post();
        }
        print_row("bare loop", bare.figures(), 0);
        print_row("proto_server", ours.figures(), ours.burst(100));
        ratios.push_back(ours.figures().deliveries_per_second /
                         bare.figures().deliveries_per_second);
    }
    std::printf("\ndeliveries/s, proto_server to bare loop: %.2f (median; "
                "%.2f to %.2f)\n",
                median(ratios), *std::min_element(ratios.begin(), ratios.end()),
                *std::max_element(ratios.begin(), ratios.end()));
}
