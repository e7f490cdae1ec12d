#include "proto_client/program/watched_mailbox.hpp"

#include <utility>

namespace client {

using State = WatchState::State;

Output::Options output_options(const WatchTask& task) {
    return {.json = task.target.json,
            .insecure = task.target.insecure(),
            .mailboxes = task.target.imap || !task.label.empty(),
            .label = task.label};
}

namespace {

std::optional<StatusFile> status_file(const MailboxSetup& setup) {
    if (!setup.position) return std::nullopt;
    return StatusFile(setup.position->path());
}

} // namespace

WatchedMailbox::WatchedMailbox(asio::io_context& loop, const WatchTask& task,
                               MailboxSetup setup, transcript::LiveWire* wire,
                               const watch::Random& random, Owner& owner)
    : owner_(owner),
      output_(make_output(output_options(task))), state_{.mailbox =
                                                             setup.reach.name},
      status_(status_file(setup)),
      hook_(
          loop, task.options.hook, setup.reach.name,
          [this](const auto& text) { trouble(text); },
          [this] { owner_.changed(); }, {}),
      watch_(loop, std::move(setup), wire, random, *this) {
    store_state();
}

void WatchedMailbox::stop() {
    hook_.stop();
    watch_.stop();
}

void WatchedMailbox::tick() {
    output_->check_reader();
    store_state();
}

void WatchedMailbox::store_state() {
    if (status_) status_->store(state_);
}

bool WatchedMailbox::message(const watch::NewsSource::Message& message) {
    if (!owner_.wants_more()) return false;
    output_->news(name(), message);
    state_.told(message.number);
    hook_.message(message);
    owner_.told();
    owner_.changed();
    return !output_->broken();
}

void WatchedMailbox::connected(std::uint32_t messages) {
    state_.enter(State::telling);
    output_->connected(name(), messages);
    owner_.changed();
}

void WatchedMailbox::waiting(bool pushed) {
    state_.enter(pushed ? State::idling : State::polling);
    owner_.waits(name());
}

void WatchedMailbox::disconnected(std::string_view why, Clock::duration wait) {
    state_.enter(State::apart);
    state_.next_try =
        WatchState::Time::clock::now() +
        std::chrono::duration_cast<WatchState::Time::duration>(wait);
    state_.failed(why);
    output_->disconnected(name(), why, wait);
    owner_.lost(name(), why);
    owner_.changed();
}

void WatchedMailbox::trouble(std::string_view text) {
    state_.failed(text);
    output_->trouble(name(), text);
}

void WatchedMailbox::stopped() {
    state_.enter(State::stopped);
    store_state();
    owner_.stopped();
}

} // namespace client
