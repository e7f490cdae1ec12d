#include "proto_client/program/reported_watch.hpp"

#include <utility>

namespace client {

using State = WatchState::State;

namespace {

std::optional<StatusFile> status_file(const MailboxSetup& setup) {
    if (!setup.position) return std::nullopt;
    return StatusFile(setup.position->path());
}

} // namespace

ReportedWatch::ReportedWatch(asio::io_context& loop, MailboxSetup setup,
                             transcript::LiveWire* wire,
                             const watch::Random& random,
                             MailboxWatch::Owner& owner)
    : owner_(owner), state_{.mailbox = setup.reach.name},
      file_(status_file(setup)),
      watch_(loop, std::move(setup), wire, random, *this) {
    store();
}

void ReportedWatch::store() {
    if (file_) file_->store(state_);
}

bool ReportedWatch::message(const watch::NewsSource::Message& message) {
    const bool told = owner_.message(message);
    if (told) state_.told(message.number);
    return told;
}

void ReportedWatch::connected(std::uint32_t messages) {
    state_.enter(State::telling);
    owner_.connected(messages);
}

void ReportedWatch::waiting(bool pushed) {
    state_.enter(pushed ? State::idling : State::polling);
    owner_.waiting(pushed);
}

void ReportedWatch::disconnected(std::string_view why, Clock::duration wait) {
    state_.enter(State::apart);
    state_.next_try =
        WatchState::Time::clock::now() +
        std::chrono::duration_cast<WatchState::Time::duration>(wait);
    state_.failed(why);
    owner_.disconnected(why, wait);
}

void ReportedWatch::trouble(std::string_view text) {
    state_.failed(text);
    owner_.trouble(text);
}

void ReportedWatch::stopped() {
    state_.enter(State::stopped);
    store();
    owner_.stopped();
}

} // namespace client
