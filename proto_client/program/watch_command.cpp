#include "proto_client/program/watch_command.hpp"

#include "proto_client/program/mailbox_setup.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/service_manager.hpp"
#include "proto_client/program/sleep_detector.hpp"
#include "proto_client/program/stopper.hpp"
#include "proto_client/program/watched_mailbox.hpp"

#include <algorithm>
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

/// Watches several mailboxes, each over a connection of its own. What goes
/// wrong with one does not touch the others.
class WatchCommand : public WatchedMailbox::Owner {
public:
    WatchCommand(bool wire, std::optional<std::uint32_t> once)
        : once_(once), wire_(std::cerr, isatty(STDERR_FILENO) == 1),
          show_wire_(wire), stopper_(loop_, [this] { stop(); }),
          second_(loop_) {}

    void add(const WatchTask& task, MailboxSetup setup) {
        mailboxes_.push_back(std::make_unique<WatchedMailbox>(
            loop_, task, std::move(setup), show_wire_ ? &wire_ : nullptr,
            make_random(), *this));
    }

    int run() {
        for (const auto& one : mailboxes_) one->start();
        wait_a_second();
        loop_.run();
        if (stopper_.interrupted()) std::cerr << "goodbye" << std::endl;
        return any([](auto& one) { return one.output().failed_to_write(); })
                   ? exit_code::failed
                   : 0;
    }

private:
    template<class Test>
    bool any(Test test) const {
        return std::any_of(mailboxes_.begin(), mailboxes_.end(),
                           [&](const auto& one) { return test(*one); });
    }

    void wait_a_second() {
        second_.expires_after(std::chrono::seconds(1));
        second_.async_wait([this](asio::error_code error) {
            if (error) return;
            const bool slept = sleep_.has_slept();
            for (const auto& one : mailboxes_) {
                one->tick();
                if (slept) one->slept();
            }
            if (!any([](auto& one) { return !one.proves_life(); }))
                manager_.alive();
            changed();
            wait_a_second();
        });
    }

    void stop() {
        manager_.stopping();
        for (const auto& one : mailboxes_) one->stop();
    }

    bool wants_more() const override {
        return !stopper_.stopping() && !enough();
    }
    bool enough() const { return once_ && told_ >= *once_; }

    void told() override {
        ++told_;
        if (!enough()) return;
        for (const auto& one : mailboxes_) one->hurry();
    }

    void waits(const std::string& mailbox) override {
        manager_.ready();
        manager_.status(mailbox + ": waits for news");
    }

    void lost(const std::string& mailbox, std::string_view why) override {
        manager_.not_yet();
        manager_.status(mailbox + ": " + std::string(why));
    }

    void changed() override {
        const bool broken =
            any([](auto& one) { return one.output().broken(); });
        const bool hooks = any([](auto& one) { return !one.hook_idle(); });
        if (broken || (enough() && !hooks)) stopper_.stop();
    }

    void stopped() override {
        if (++stopped_ == mailboxes_.size()) loop_.stop();
    }

    std::optional<std::uint32_t> once_;
    transcript::LiveWire wire_;
    bool show_wire_;
    SleepDetector sleep_;
    ServiceManager manager_;
    asio::io_context& loop_ = program_loop();
    Stopper stopper_;
    asio::steady_timer second_;
    std::vector<std::unique_ptr<WatchedMailbox>> mailboxes_;
    std::uint32_t told_ = 0;
    std::size_t stopped_ = 0; ///< mailboxes that have stopped
};

} // namespace

/// A mailbox that cannot be watched at all is told, and the others are watched.
int watch(const std::vector<WatchTask>& mailboxes,
          std::optional<std::uint32_t> once) {
    WatchCommand command(mailboxes.front().target.wire, once);
    bool some = false;
    for (const auto& task : mailboxes) {
        auto setup = mailbox_setup(task, program_loop());
        if (setup) {
            command.add(task, std::move(*setup));
            some = true;
        } else {
            make_output(output_options(task))->failed(setup.error());
        }
    }
    return some ? command.run() : exit_code::failed;
}

int watch_status(const std::vector<WatchTask>& mailboxes) {
    int code = 0;
    for (const auto& task : mailboxes) {
        const auto path = position_path(task);
        if (!path) {
            code = complain("a watch by the toy's protocol stores nothing; "
                            "--status is for imaps://USER@HOST/MAILBOX");
            continue;
        }
        const bool runs = PositionFile::is_in_use(*path);
        if (!runs) code = exit_code::refused;
        std::cout << StatusFile(*path).read(print(task.target.imap->url), runs)
                  << std::endl;
    }
    return code;
}

} // namespace client
