#include "proto_client/toy/toy_client.hpp"

#include "proto_client/limits.hpp"

#include <utility>

namespace toy_client {

namespace {

std::string line_of(const ToyClient::Request& request) {
    return std::visit(
        [](const auto& one) { return toy::print(toy::Command{one}); }, request);
}

} // namespace

void ToyClient::send(const Request& request, OnReply on_reply) {
    auto line = line_of(request);
    const auto command = toy::parse_command(line);
    std::string why;
    if (finished() || quit_wanted_)
        why = "the conversation is over";
    else if (line.size() > toy::limits::line)
        why = "longer than " + std::to_string(toy::limits::line) + " octets";
    else if (!command)
        why = command.error().what;
    if (!why.empty()) return on_reply(tl::make_unexpected(why));
    waiting_.push_back({std::move(line), std::move(on_reply)});
    advance();
}

void ToyClient::subscribe() {
    subscribed_ = true;
    advance();
}

void ToyClient::unsubscribe() {
    subscribed_ = false;
    advance();
}

std::optional<Clock::time_point> ToyClient::idling_since() const {
    if (phase_ != Phase::idling || finished()) return std::nullopt;
    return idling_since_;
}

void ToyClient::start(Clock::time_point now) {
    last_heard_ = now;
    awaiting_since_ = now;
}

std::size_t ToyClient::receive(std::string_view bytes, Clock::time_point now) {
    const auto offered = bytes.size();
    while (!finished()) {
        const auto frame = framer_.next(bytes);
        if (!frame) break;
        last_heard_ = now;
        in_handler_ = true;
        receive_line(*frame);
        in_handler_ = false;
        advance();
    }
    return offered;
}

/// The time that we wait is counted from the first tick that finds us waiting,
/// so the deadline may be up to a second late and is never early.
void ToyClient::tick(Clock::time_point now) {
    if (finished() || !awaits_something()) return awaiting_since_.reset();
    if (!awaiting_since_) awaiting_since_ = now;
    const auto waited = now - *awaiting_since_;
    if (quit_wanted_ && waited >= client::limits::goodbye) return hang_up({});
    if (waited < client::limits::reply_deadline) return;
    hang_up((phase_ == Phase::greeting ? "no greeting within "
                                       : "no reply within ") +
            std::to_string(client::limits::reply_deadline.count()) +
            " seconds");
}

void ToyClient::say_bye(std::string_view) {
    if (finished() || std::exchange(quit_wanted_, true)) return;
    awaiting_since_.reset();
    for (auto& unsent : std::exchange(waiting_, {}))
        unsent.on_reply(tl::make_unexpected("we are stopping"));
    if (phase_ == Phase::greeting) return hang_up({});
    advance();
}

/// The client is finished before the first handler is called, so that a handler
/// may call `finished()` and `why()`.
void ToyClient::hang_up(std::string why) {
    if (finished()) return;
    finish();
    why_ = std::move(why);
    const std::string reason = why_.empty() ? "we are stopping" : why_;
    for (auto& on_reply : std::exchange(in_flight_, {}))
        on_reply(tl::make_unexpected(reason));
    for (auto& unsent : std::exchange(waiting_, {}))
        unsent.on_reply(tl::make_unexpected(reason));
}

/// Says what may be said now. No other function says anything. While a line is
/// being handled nothing is said, so that the handlers may call `send()`,
/// `subscribe()` and `say_bye()` in any order.
void ToyClient::advance() {
    if (finished() || in_handler_) return;
    if (phase_ == Phase::idling && wants_to_speak()) {
        enter(Phase::leaving);
        return say_line("done");
    }
    if (phase_ != Phase::free) return;
    while (!waiting_.empty() && in_flight_.size() < client::limits::in_flight) {
        in_flight_.push_back(std::move(waiting_.front().on_reply));
        say_line(waiting_.front().line);
        waiting_.pop_front();
    }
    if (!in_flight_.empty()) return;
    if (quit_wanted_) {
        enter(Phase::quitting);
        say_line("quit");
    } else if (subscribed_) {
        enter(Phase::entering);
        say_line("idle");
    }
}

bool ToyClient::wants_to_speak() const {
    return !subscribed_ || quit_wanted_ || !waiting_.empty();
}

bool ToyClient::awaits_something() const {
    if (phase_ == Phase::free) return !in_flight_.empty();
    return phase_ != Phase::idling;
}

void ToyClient::enter(Phase phase) {
    phase_ = phase;
    if (!quit_wanted_) awaiting_since_.reset();
}

void ToyClient::say_line(std::string_view line) {
    say(line);
    say("\r\n");
}

} // namespace toy_client
