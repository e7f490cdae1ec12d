#include "tutorial/kit/commands/fault.hpp"

#include "tutorial/kit/commands/address_option.hpp"
#include "tutorial/kit/exercises/clause_table.hpp"
#include "tutorial/kit/proxy/report.hpp"
#include "tutorial/kit/proxy/scenarios.hpp"
#include "tutorial/kit/proxy/trial.hpp"
#include "tutorial/kit/system/exit_code.hpp"
#include "tutorial/kit/system/files.hpp"

#include <asio/signal_set.hpp>
#include <csignal>
#include <iomanip>
#include <iostream>
#include <unistd.h>

namespace kit::commands {

using namespace kit::proxy;

namespace {

int list(const std::vector<Scenario>& all) {
    for (const auto& scenario : all)
        std::cout << std::left << std::setw(29) << scenario.name << ' '
                  << scenario.title << '\n';
    return exit_code::pass;
}

/// A proxy for somebody's own client: the script runs once, then all passes.
class ByHand : private FaultProxy::Owner {
public:
    ByHand(asio::io_context& loop, const FaultOptions& options,
           const Scenario& scenario)
        : proxy_(loop, address_option("--listen", options.listen, 0),
                 server(options), scenario, std::cout,
                 isatty(STDOUT_FILENO) == 1, *this),
          door_(loop, server(options), {options.user, options.password},
                [this](const auto& trouble) { door_opens(trouble); }) {
        std::cout << "# " << scenario.name << ": " << scenario.title << "\n"
                  << "# listening on " << print(proxy_.address())
                  << ", handing on to " << options.server << std::endl;
    }

private:
    static net::Address server(const FaultOptions& options) {
        return address_option("--server", options.server, 143);
    }
    void mail(const Injector::Mail& mail) override {
        const auto done = [this](const std::optional<std::string>& trouble) {
            if (trouble)
                std::cout << "# that is impossible: " << *trouble << std::endl;
            proxy_.done();
        };
        std::cout << (mail.expunge ? "# a message is removed: "
                                   : "# a message arrives: ")
                  << mail.name << std::endl;
        mail.expunge ? door_.expunge(mail.name, done)
                     : door_.deliver(mail.name, done);
    }
    void went_on() override {
        if (proxy_.injector().step() || over_) return;
        over_ = true;
        std::cout << "# the script is over; from now on everything passes"
                  << std::endl;
    }
    static void door_opens(const std::optional<std::string>& trouble) {
        if (trouble)
            std::cout << "# no message can be delivered: " << *trouble
                      << ". Name --user and --password" << std::endl;
    }

    bool over_ = false;
    FaultProxy proxy_;
    ImapDoor door_;
};

int by_hand(const FaultOptions& options, const Scenario& scenario) {
    asio::io_context loop(1);
    ByHand proxy(loop, options, scenario);
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&](asio::error_code, int) { loop.stop(); });
    loop.run();
    std::cout << "# bye" << std::endl;
    return exit_code::pass;
}

/// Runs all trials, so many at once.
class Trials {
public:
    Trials(asio::io_context& loop, const std::vector<Scenario>& scenarios,
           const TrialOptions& options, bool quiet)
        : loop_(loop), quiet_(quiet) {
        for (const auto& scenario : scenarios)
            trials_.push_back(std::make_unique<Trial>(
                loop, scenario, options, [this] { one_is_over(); }));
    }
    void run(std::size_t at_once) {
        for (std::size_t i = 0; i < at_once; ++i) start_next();
        loop_.run();
    }
    /// Returns a row for each; `table` says which chapter explains it.
    std::vector<Row> rows(const clauses::Table& table) const;
    bool all_over() const { return over_ == trials_.size(); }

private:
    void start_next() {
        if (next_ < trials_.size()) trials_[next_++]->start();
    }
    void one_is_over() {
        if (!quiet_) std::cerr << '.' << std::flush;
        if (++over_ == trials_.size()) return loop_.stop();
        start_next();
    }

    asio::io_context& loop_;
    bool quiet_;
    std::vector<std::unique_ptr<Trial>> trials_;
    std::size_t next_ = 0, over_ = 0;
};

std::vector<Row> Trials::rows(const clauses::Table& table) const {
    std::vector<Row> rows;
    for (const auto& trial : trials_) {
        const auto& scenario = trial->scenario();
        const auto touched =
            clauses::touched(table, "fault/" + scenario.name, scenario.spec);
        rows.push_back({scenario.name, scenario.title, trial->outcome(),
                        trial->connections(), trial->took(), trial->story(),
                        clauses::where_to_read(touched)});
    }
    return rows;
}

std::optional<std::vector<Row>>
try_client(const FaultOptions& options,
           const std::vector<Scenario>& scenarios) {
    TrialOptions how;
    how.account = {options.user, options.password};
    how.client_command = options.client;
    how.patience = std::chrono::seconds(options.patience);
    if (!options.server.empty())
        how.server = address_option("--server", options.server, 143);
    how.server_command = shell_word(options.server_program) +
                         " --messages 0 --listen 127.0.0.1:0 --imap "
                         "127.0.0.1:0";
    asio::io_context loop(1);
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&](asio::error_code, int) { loop.stop(); });
    Trials trials(loop, scenarios, how, options.quiet);
    trials.run(options.jobs);
    if (!options.quiet) std::cerr << std::endl;
    if (!trials.all_over()) return std::nullopt;
    return trials.rows(clauses::read_table(options.clauses));
}

int test_client(const FaultOptions& options,
                const std::vector<Scenario>& scenarios) {
    const auto rows = try_client(options, scenarios);
    if (!rows) {
        std::cout << "bye" << std::endl;
        return exit_code::not_checked;
    }
    std::cout << (options.json ? report_json(*rows) : report_text(*rows))
              << std::flush;
    return exit_code_of(*rows);
}

} // namespace

std::optional<std::vector<Row>> fault_rows(const FaultOptions& options) {
    return try_client(options,
                      chosen(read_scenarios(options.folder), options.names));
}

int fault(const FaultOptions& options) {
    const auto all = read_scenarios(options.folder);
    if (options.list) return list(all);
    const auto scenarios = chosen(all, options.names);
    if (scenarios.empty())
        throw std::runtime_error("name a fault, or all; kit fault --list "
                                 "names them");
    if (!options.client.empty()) return test_client(options, scenarios);
    if (options.server.empty())
        throw std::runtime_error("name the client to test (--client), or the "
                                 "server to stand before (--server)");
    if (scenarios.size() > 1)
        throw std::runtime_error("by hand, name one fault");
    return by_hand(options, scenarios.front());
}

} // namespace kit::commands
