#pragma once

#include "tutorial/kit/proxy/fault_proxy.hpp"
#include "tutorial/kit/proxy/imap_door.hpp"
#include "tutorial/kit/proxy/outcome.hpp"
#include "tutorial/kit/proxy/program.hpp"
#include "tutorial/kit/system/temporary_folder.hpp"

#include <asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

namespace kit::proxy {

/// How the server and the client of a trial are started.
struct TrialOptions {
    /// The command of a server that says "listening on HOST:PORT", for the toy
    /// and then for IMAP; unused if there is an address.
    std::string server_command;
    std::optional<net::Address> server;
    ImapDoor::Account account;
    /// `{address}`, `{host}`, `{port}`, `{user}`, `{password}` and `{folder}`
    /// are replaced.
    std::string client_command;
    /// The time that the client has for each thing that it is to do.
    std::chrono::seconds patience;
};

/// One run of one scenario: with a server, a client and a proxy of its own.
///
/// First the script goes to its end. Then the client has to have told of every
/// message. Then a last message comes, which proves that the client still
/// lives, and that nothing was on its way to be told twice.
class Trial : private FaultProxy::Owner {
public:
    /// Everything must outlive it, and it must outlive the loop's run. `over`
    /// is called once.
    Trial(asio::io_context& loop, const Scenario& scenario,
          const TrialOptions& options, std::function<void()> over);

    void start();

    const Scenario& scenario() const { return scenario_; }
    const Outcome& outcome() const { return outcome_; }
    unsigned connections() const { return proxy_ ? proxy_->connections() : 0; }
    std::chrono::milliseconds took() const { return took_; }
    /// Returns what was said and done, and the last lines that the client wrote
    /// to its standard error.
    std::string story() const;

private:
    void mail(const Injector::Mail& mail) override;
    void went_on() override;

    void server_listens(const net::Address& address);
    void door_is_open();
    void start_client();
    void client_says(Program::Stream stream, const std::string& line);
    void deliver(const std::string& name);
    void look();
    bool all_told() const;
    Facts facts() const;
    void watch_time();
    void give_up(const std::string& why);
    void finish();

    asio::io_context& loop_;
    const Scenario& scenario_;
    const TrialOptions& options_;
    std::function<void()> over_;
    asio::steady_timer timer_;
    TemporaryFolder folder_;
    std::ostringstream story_;
    std::deque<std::string> complaints_; ///< of the client
    std::string mark_;                   ///< in the subject of each message
    std::vector<Told> messages_;
    std::string not_run_;
    std::optional<Program> server_;
    std::optional<ImapDoor> door_;
    std::optional<FaultProxy> proxy_;
    std::optional<Program> client_;
    int listening_ = 0; ///< lines of the server that say so
    const Step* step_ = nullptr;
    bool last_sent_ = false;
    Clock::time_point begin_, progress_;
    std::chrono::milliseconds took_{};
    Outcome outcome_{Verdict::not_run, {}};
    bool finished_ = false;
};

} // namespace kit::proxy
