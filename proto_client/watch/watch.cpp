#include "proto_client/watch/watch.hpp"

#include "proto_client/limits.hpp"

#include <utility>

namespace watch {

Watch::Watch(Times times, MakeSource make_source, Observer& observer,
             const Random& random)
    : times_(times), rearm_time_(times.rearm),
      make_source_(std::move(make_source)), observer_(observer),
      stay_away_(random, times.unsteady) {}

std::unique_ptr<Session> Watch::connected() {
    source_ = make_source_(*this);
    connect_at_.reset();
    rearm_at_.reset();
    pushed_since_.reset();
    asks_later_ = rearming_ = slept_ = false;
    idle_talk_ = 0;
    return source_->take_session();
}

// [lost]
/// The source may know better than the connection why it has ended. What it was
/// asked and has not told, the next source will be asked again.
void Watch::lost(std::string_view why, Clock::time_point now) {
    std::string reason(why);
    Refusal refusal;
    const bool connected = source_ != nullptr;
    if (source_) {
        source_->hang_up(why);
        if (!source_->why().empty()) reason = source_->why();
        refusal = source_->refusal();
        learn(now);
        source_.reset();
    }
    if (stopped_) return;
    const auto wait = stay_away_.next(refusal, connected);
    connect_at_ = now + wait;
    observer_.disconnected(reason, wait);
}
// [/lost]

/// Learns how long a connection may be silent, if it has ended while it waited.
void Watch::learn(Clock::time_point now) {
    if (!pushed_since_ || slept_ || stopped_) return;
    if (rearm_time_.lost_after(now - source_->last_heard()))
        observer_.trouble(
            "connections end when they are silent: idling is left and entered "
            "again every " +
            std::to_string(rearm_time_.get().count()) + " seconds now");
}

// [re-arm]
/// Every line from the server restarts the time of `silence()`. A sign of life
/// does not restart the time until the next re-arm.
void Watch::tick(Clock::time_point now) {
    if (!source_ || stopped_) return;
    if (now - source_->last_heard() >= silence()) {
        return source_->hang_up("heard nothing for " +
                                std::to_string(silence().count()) + " seconds");
    }
    if (std::exchange(asks_later_, false)) return source_->ask(position_);
    if (!rearm_at_) return;
    if (pushed_since_ && now - *pushed_since_ >= times_.survived)
        stay_away_.reset();
    if (now < *rearm_at_) return;
    rearm_at_.reset();
    rearming_ = true;
    source_->rearm();
}
// [/re-arm]

bool Watch::nothing_due_before(Clock::time_point time) const {
    return !source_ || (!stopped_ && rearm_at_ && time <= *rearm_at_);
}

void Watch::waiting(bool pushed) {
    const auto now = source_->last_heard();
    rearm_at_ = now + (pushed ? rearm_time_.get() : times_.poll);
    if (std::exchange(rearming_, false)) rearm_time_.survived();
    if (!pushed)
        pushed_since_.reset();
    else if (!pushed_since_)
        pushed_since_ = now;
    if (!stopped_) observer_.waiting(pushed);
}

std::chrono::seconds Watch::silence() const {
    return rearm_time_.get() + client::limits::grace;
}

bool Watch::proves_life(Clock::time_point now) const {
    return !source_ || stopped_ ||
           now - source_->last_heard() < silence() + client::limits::grace;
}

void Watch::slept(Clock::time_point now) {
    slept_ = true;
    if (source_) source_->hang_up("this machine has slept");
    if (connect_at_) connect_at_ = now;
}

void Watch::stop() {
    stopped_ = true;
    connect_at_.reset();
    if (source_) source_->say_bye();
}

void Watch::ready(std::uint32_t messages) {
    observer_.connected(messages);
    source_->ask(position_);
}

/// Asks the source for what came after the position. The position belongs to
/// the watch, not to the connection, and moves on when a message has been told.
/// Therefore the next connection is asked only for what is still untold. After
/// several nudges for nothing the next tick asks.
void Watch::nudged() {
    rearm_at_.reset();
    asks_later_ = ++idle_talk_ > client::limits::idle_talk;
    if (!asks_later_) source_->ask(position_);
}

void Watch::message(const NewsSource::Message& message) {
    idle_talk_ = 0;
    if (!stopped_) observer_.message(message);
}

void Watch::moved_to(const NewsSource::Position& position) {
    if (stopped_) return;
    position_ = position;
    observer_.moved_to(position);
}

void Watch::caught_up() {
    if (!stopped_) source_->wait();
}

void Watch::changed(const NewsSource::Message& message) {
    if (!stopped_) observer_.changed(message);
}

void Watch::trouble(std::string_view text) {
    if (!stopped_) observer_.trouble(text);
}

} // namespace watch
