#include "proto_client/program/watched_mailbox.hpp"

#include "proto_client/tell/desktop_notice.hpp"

#include <utility>

namespace client {

Output::Options output_options(const WatchTask& task) {
    return {.json = task.target.json,
            .insecure = task.target.insecure(),
            .mailboxes = task.target.imap || !task.label.empty(),
            .label = task.label};
}

WatchedMailbox::WatchedMailbox(WatchGroup& group, const WatchTask& task,
                               MailboxSetup setup, transcript::LiveWire* wire,
                               const watch::Random& random, Owner& owner)
    : group_(group), owner_(owner), output_(make_output(output_options(task))),
      exec_(hook({"--exec", task.options.hook.retry},
                 exec_hook(task.options.hook))),
      notice_(hook({"--notify"},
                   task.options.notify ? desktop_notice() : Hook::MakeRun())),
      watch_(group.loop(), std::move(setup), wire, random, *this) {
    group.add(*this);
}

Hook WatchedMailbox::hook(Hook::Options options, Hook::MakeRun make_run) {
    return Hook(
        group_.loop(), std::move(options), std::move(make_run),
        [this](const auto& text) {
            watch_.failed(text);
            trouble(text);
        },
        [this] { owner_.changed(); });
}

void WatchedMailbox::hurry() {
    exec_.hurry();
    notice_.hurry();
}

void WatchedMailbox::stop() {
    exec_.stop();
    notice_.stop();
    watch_.stop();
}

void WatchedMailbox::tick(Clock::time_point now) {
    output_->check_reader();
    watch_.tick(now);
}

bool WatchedMailbox::message(const watch::NewsSource::Message& message) {
    if (!owner_.wants_more()) return false;
    output_->news(name(), message);
    exec_.message(name(), message);
    notice_.message(name(), message);
    owner_.told();
    owner_.changed();
    return !output_->broken();
}

void WatchedMailbox::connected(std::uint32_t messages) {
    output_->connected(name(), messages);
    owner_.changed();
}

void WatchedMailbox::disconnected(std::string_view why, Clock::duration wait) {
    output_->disconnected(name(), why, wait);
    group_.lost(name(), why);
    owner_.changed();
}

void WatchedMailbox::trouble(std::string_view text) {
    output_->trouble(name(), text);
}

} // namespace client
