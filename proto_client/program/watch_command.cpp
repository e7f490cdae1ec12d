#include "proto_client/program/watch_command.hpp"

#include "proto_client/exit_code.hpp"
#include "proto_client/program/mailbox_setup.hpp"
#include "proto_client/program/program_loop.hpp"
#include "proto_client/program/watched_mailbox.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <unistd.h>
#include <utility>

namespace client {

namespace {

/// The mailboxes of one command line, with what the user gets of them.
class WatchCommand : public WatchedMailbox::Owner {
public:
    WatchCommand(bool wire, std::optional<std::uint32_t> once)
        : once_(once), wire_(std::cerr, isatty(STDERR_FILENO) == 1),
          show_wire_(wire), group_([this] { changed(); }) {}

    void add(const WatchTask& task, MailboxSetup setup) {
        mailboxes_.push_back(std::make_unique<WatchedMailbox>(
            group_, task, std::move(setup), show_wire_ ? &wire_ : nullptr,
            WatchGroup::make_random(), *this));
    }

    int run() {
        group_.run();
        if (group_.interrupted()) std::cerr << "goodbye" << std::endl;
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

    bool wants_more() const override { return !group_.stopping() && !enough(); }
    bool enough() const { return once_ && told_ >= *once_; }

    void told() override {
        ++told_;
        if (!enough()) return;
        for (const auto& one : mailboxes_) one->hurry();
    }

    void changed() override {
        const bool broken =
            any([](auto& one) { return one.output().broken(); });
        const bool hooks = any([](auto& one) { return !one.hooks_idle(); });
        if (broken || (enough() && !hooks)) group_.stop();
    }

    std::optional<std::uint32_t> once_;
    transcript::LiveWire wire_;
    bool show_wire_;
    WatchGroup group_;
    std::vector<std::unique_ptr<WatchedMailbox>> mailboxes_;
    std::uint32_t told_ = 0;
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
