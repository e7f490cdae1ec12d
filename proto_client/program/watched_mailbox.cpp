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
      tells_changes_(task.options.changes),
      exec_(command("--exec", task.options.hook.command, task)),
      on_change_(command("--on-change", task.options.on_change, task)),
      on_delete_(command("--on-delete", task.options.on_delete, task)),
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

Hook WatchedMailbox::command(const char* name, const std::string& command,
                             const WatchTask& task) {
    auto options = task.options.hook;
    options.command = command;
    return hook({name, options.retry}, exec_hook(options));
}

std::array<Hook*, 4> WatchedMailbox::hooks() {
    return {&exec_, &on_change_, &on_delete_, &notice_};
}

bool WatchedMailbox::hooks_idle() const {
    return exec_.idle() && on_change_.idle() && on_delete_.idle() &&
           notice_.idle();
}

void WatchedMailbox::hurry() {
    for (auto* hook : hooks()) hook->hurry();
}

void WatchedMailbox::stop() {
    for (auto* hook : hooks()) hook->stop();
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

void WatchedMailbox::changed(const watch::NewsSource::Message& message) {
    if (tells_changes_) output_->changed(name(), message);
    const bool gone = message.event == watch::NewsSource::Event::gone;
    (gone ? on_delete_ : on_change_).message(name(), message);
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
