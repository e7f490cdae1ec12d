#include "tutorial/kit/commands/tap.hpp"

#include "common/toy/limits.hpp"
#include "common/transcript/live.hpp"
#include "tutorial/kit/commands/address_option.hpp"
#include "tutorial/kit/conversation/recording.hpp"
#include "tutorial/kit/proxy/proxy.hpp"
#include "tutorial/kit/system/exit_code.hpp"

#include <asio/signal_set.hpp>
#include <csignal>
#include <iostream>
#include <optional>
#include <unistd.h>

namespace kit::commands {

using proxy::Proxy;

namespace {

/// Shows and records, and hands on everything.
class Tap : public Proxy::Handler {
public:
    explicit Tap(const std::string& record)
        : live_(std::cout, isatty(STDOUT_FILENO) == 1) {
        if (!record.empty()) recorder_.emplace(record);
    }
    void opened(const std::shared_ptr<Proxy::Pair>& pair,
                std::string_view from) override {
        live_.opened(pair->number(), "from " + std::string(from));
        if (recorder_) recorder_->opened(pair->number());
    }
    void received(Proxy::Pair& pair, transcript::Side from,
                  std::string octets) override {
        live_.passed(pair.number(), from, octets);
        if (recorder_) recorder_->passed(pair.number(), from, octets);
        pair.send(other(from), std::move(octets));
    }
    /// The other side may still speak.
    void ended(Proxy::Pair& pair, transcript::Side from) override {
        pair.end(other(from));
    }
    void closed(transcript::Connection connection) override {
        live_.closed(connection);
        if (recorder_) recorder_->closed(connection);
    }
    void refused(transcript::Connection connection,
                 std::string_view why) override {
        std::cout << "# " << connection
                  << " the server cannot be reached: " << why
                  << ". Is it running?\n";
    }

private:
    transcript::LiveWire live_;
    std::optional<Recorder> recorder_;
};

} // namespace

int tap(const TapOptions& options) {
    const auto listen =
        address_option("--listen", options.listen, toy::default_port + 1);
    const auto server =
        address_option("--connect", options.connect, toy::default_port);
    Tap observer(options.record);
    asio::io_context loop(1);
    std::optional<Proxy> proxy;
    try {
        proxy.emplace(loop, listen, server, observer);
    } catch (const std::system_error& error) {
        throw std::runtime_error("cannot stand between " + print(listen) +
                                 " and " + print(server) + ": " +
                                 error.code().message());
    }
    std::cout << "# listening on " << print(proxy->address())
              << ", handing on to " << print(server) << std::endl;
    asio::signal_set signals(loop, SIGINT, SIGTERM);
    signals.async_wait([&](asio::error_code, int) { loop.stop(); });
    loop.run();
    std::cout << "# bye" << std::endl;
    return exit_code::pass;
}

} // namespace kit::commands
