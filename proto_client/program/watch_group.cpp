#include "proto_client/program/watch_group.hpp"

#include "proto_client/limits.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace client {

WatchGroup::WatchGroup(std::function<void()> on_tick,
                       std::function<void()> on_stop)
    : on_tick_(std::move(on_tick)), on_stop_(std::move(on_stop)),
      stopper_(loop_, [this] { stop_members(); }),
      ticker_(loop_, [this] { tick(); }) {}

watch::Random WatchGroup::make_random() {
    return [engine = std::mt19937(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(engine);
    };
}

void WatchGroup::add(Member& member) {
    members_.push_back(&member);
    if (running_) member.start();
}

/// Each handler may make a tick due earlier, so the pause is looked at after
/// it.
void WatchGroup::run() {
    running_ = true;
    for (auto* one : std::vector(members_)) one->start();
    ticker_.start();
    while (loop_.run_one() > 0) ticker_.tick_within(pause());
    running_ = false;
}

void WatchGroup::tick() {
    const bool slept = sleep_.has_slept();
    const auto members = members_;
    const auto now = Clock::now();
    for (auto* one : members) {
        one->tick(now);
        if (slept) one->slept();
    }
    if (std::all_of(members.begin(), members.end(),
                    [](const auto* one) { return one->proves_life(); }))
        manager_.alive();
    if (on_tick_) on_tick_();
}

/// Returns the time until the next tick: a second, or more if all members only
/// wait.
std::chrono::seconds WatchGroup::pause() const {
    const auto until = Clock::now() + limits::calm_tick;
    const bool calm =
        std::all_of(members_.begin(), members_.end(), [until](const auto* one) {
            return one->nothing_due_before(until);
        });
    return calm ? std::min(limits::calm_tick, manager_.longest_silence())
                : std::chrono::seconds(1);
}

void WatchGroup::stop_members() {
    manager_.stopping();
    if (on_stop_) on_stop_();
    if (members_.empty()) loop_.stop();
    for (auto* one : std::vector(members_)) one->stop();
}

void WatchGroup::waits(const std::string& mailbox) {
    manager_.ready();
    manager_.status(mailbox + ": waits for news");
}

void WatchGroup::lost(const std::string& mailbox, std::string_view why) {
    manager_.not_yet();
    manager_.status(mailbox + ": " + std::string(why));
}

void WatchGroup::stopped(const Member& member) {
    std::erase(members_, &member);
    if (members_.empty()) loop_.stop();
}

} // namespace client
