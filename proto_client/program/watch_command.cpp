#include "proto_client/program/watch_command.hpp"

#include "proto_client/program/command_runner.hpp"
#include "proto_client/program/link.hpp"
#include "proto_client/program/output.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/sleep_detector.hpp"
#include "proto_client/program/stopper.hpp"
#include "proto_client/toy/toy_news.hpp"
#include "proto_client/watch/watch.hpp"

#include <iostream>
#include <memory>
#include <random>
#include <unistd.h>

namespace client {

namespace {

watch::Random make_random() {
    return [engine = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(engine);
    };
}

class WatchCommand : public Link::Owner, public watch::Watch::Observer {
public:
    WatchCommand(const Target& target, const WatchOptions& options)
        : options_(options), address_(target.address),
          output_(make_output(target.json)),
          wire_(std::cerr, isatty(STDERR_FILENO) == 1),
          watch_(
              options.rearm,
              [from = options.from](auto& owner) {
                  return std::make_unique<toy_client::ToyNews>(from, owner);
              },
              *this, make_random()),
          stopper_(loop_, [this] { say_goodbye(); }), retry_(loop_),
          runner_(
              loop_, options.command,
              [this](const auto& text) { output_->trouble(text); },
              [this] { stop_if_done(); }),
          link_(loop_, target.address, target.wire ? &wire_ : nullptr, *this) {
        connect_when_due();
    }

    int run() {
        loop_.run();
        if (stopper_.interrupted()) std::cerr << "goodbye" << std::endl;
        return output_->failed_to_write() ? exit_code::failed : 0;
    }

private:
    void connect_when_due() {
        const auto due = watch_.connect_at();
        if (!due) return;
        retry_.expires_at(*due);
        retry_.async_wait([this](asio::error_code error) {
            if (!error) link_.connect();
        });
    }

    std::unique_ptr<Session> connected() override { return watch_.connected(); }

    void failed(std::string_view why) override { end_attempt(why, ""); }

    void lost(std::string_view why) override {
        end_attempt(why, "connection lost: ");
    }

    void end_attempt(std::string_view why, const char* what) {
        what_ = what;
        watch_.lost(why, Clock::now());
        if (stopper_.stopping()) return loop_.stop();
        connect_when_due();
    }

    void tick(Clock::time_point now) override {
        watch_.tick(now);
        output_->check_reader();
        stop_if_done();
        if (!sleep_.has_slept()) return;
        watch_.slept(now);
        if (retry_.cancel() > 0) connect_when_due();
    }

    void say_goodbye() {
        watch_.stop();
        link_.flush();
        if (!link_.is_connected()) loop_.stop();
    }

    void connected(std::uint32_t messages) override {
        output_->connected(print(address_), messages);
        stop_if_done();
    }

    void disconnected(std::string_view why, Clock::duration wait) override {
        output_->disconnected(what_ + std::string(why), wait);
        stop_if_done();
    }

    void message(std::uint32_t number, std::string_view text) override {
        if (stopper_.stopping() || enough()) return;
        output_->news(number, text);
        ++told_;
        if (!options_.command.empty()) runner_.run(number, std::string(text));
        stop_if_done();
    }

    void trouble(std::string_view text) override { output_->trouble(text); }

    bool enough() const { return options_.once && told_ >= *options_.once; }

    void stop_if_done() {
        if (output_->broken() || (enough() && runner_.idle())) stopper_.stop();
    }

    WatchOptions options_;
    net::Address address_;
    std::unique_ptr<Output> output_;
    transcript::LiveWire wire_;
    watch::Watch watch_;
    SleepDetector sleep_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    asio::steady_timer retry_;
    CommandRunner runner_;
    Link link_;
    std::string what_; ///< said before the reason why a connection has ended
    std::uint32_t told_ = 0;
};

} // namespace

int watch(const Target& target, const WatchOptions& options) {
    return WatchCommand(target, options).run();
}

} // namespace client
