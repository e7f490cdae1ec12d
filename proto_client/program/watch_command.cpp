#include "proto_client/program/watch_command.hpp"

#include "proto_client/program/command_runner.hpp"
#include "proto_client/program/mailbox_setup.hpp"
#include "proto_client/program/mailbox_watch.hpp"
#include "proto_client/program/output.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/sleep_detector.hpp"
#include "proto_client/program/stopper.hpp"

#include <iostream>
#include <memory>
#include <random>
#include <unistd.h>
#include <utility>

namespace client {

namespace {

watch::Random make_random() {
    return [engine = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(engine);
    };
}

Output::Options output_options(const Target& target) {
    return {.json = target.json,
            .insecure = target.insecure(),
            .mailboxes = target.json && target.imap};
}

class WatchCommand : private MailboxWatch::Owner {
public:
    WatchCommand(const Target& target, const WatchOptions& options,
                 MailboxSetup setup)
        : options_(options), output_(make_output(output_options(target))),
          wire_(std::cerr, isatty(STDERR_FILENO) == 1),
          stopper_(loop_, [this] { mailbox_.stop(); }), second_(loop_),
          runner_(
              loop_, options.command,
              [this](const auto& text) {
                  output_->trouble(mailbox_name_, text);
              },
              [this] { stop_if_done(); }),
          mailbox_name_(setup.name),
          mailbox_(loop_, std::move(setup), target.wire ? &wire_ : nullptr,
                   make_random(), *this) {
        mailbox_.start();
        wait_a_second();
    }

    int run() {
        loop_.run();
        if (stopper_.interrupted()) std::cerr << "goodbye" << std::endl;
        return output_->failed_to_write() ? exit_code::failed : 0;
    }

private:
    void wait_a_second() {
        second_.expires_after(std::chrono::seconds(1));
        second_.async_wait([this](asio::error_code error) {
            if (error) return;
            output_->check_reader();
            stop_if_done();
            if (sleep_.has_slept()) mailbox_.slept();
            wait_a_second();
        });
    }

    bool message(const std::string& mailbox,
                 const watch::NewsSource::Message& message) override {
        if (stopper_.stopping() || enough()) return false;
        tell(mailbox, message);
        stop_if_done();
        return !output_->broken();
    }

    void tell(const std::string& mailbox,
              const watch::NewsSource::Message& message) {
        output_->news(mailbox, message);
        ++told_;
        if (!options_.command.empty())
            runner_.run(message.number, std::string(message.text));
    }

    void connected(const std::string& mailbox,
                   std::uint32_t messages) override {
        output_->connected(mailbox, messages);
        stop_if_done();
    }

    void disconnected(const std::string& mailbox, std::string_view why,
                      Clock::duration wait) override {
        output_->disconnected(mailbox, why, wait);
        stop_if_done();
    }

    void trouble(const std::string& mailbox, std::string_view text) override {
        output_->trouble(mailbox, text);
    }

    void stopped() override { loop_.stop(); }

    bool enough() const { return options_.once && told_ >= *options_.once; }

    void stop_if_done() {
        if (output_->broken() || (enough() && runner_.idle())) stopper_.stop();
    }

    WatchOptions options_;
    std::unique_ptr<Output> output_;
    transcript::LiveWire wire_;
    SleepDetector sleep_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    asio::steady_timer second_;
    CommandRunner runner_;
    std::string mailbox_name_;
    MailboxWatch mailbox_;
    std::uint32_t told_ = 0;
};

} // namespace

int watch(const Target& target, const WatchOptions& options) {
    auto setup = mailbox_setup(target, options, program_loop());
    if (!setup) {
        make_output(output_options(target))->failed(setup.error());
        return exit_code::failed;
    }
    return WatchCommand(target, options, std::move(*setup)).run();
}

} // namespace client
