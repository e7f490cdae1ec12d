#include "proto_client/program/watched_mailbox.hpp"

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
      hook_(
          group.loop(), {"--exec", task.options.hook.retry},
          exec_hook(task.options.hook),
          [this](const auto& text) {
              watch_.failed(text);
              trouble(text);
          },
          [this] { owner_.changed(); }),
      watch_(group.loop(), std::move(setup), wire, random, *this) {
    group.add(*this);
}

void WatchedMailbox::stop() {
    hook_.stop();
    watch_.stop();
}

void WatchedMailbox::tick() {
    output_->check_reader();
    watch_.tick();
}

bool WatchedMailbox::message(const watch::NewsSource::Message& message) {
    if (!owner_.wants_more()) return false;
    output_->news(name(), message);
    hook_.message(name(), message);
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
