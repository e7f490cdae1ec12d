// The half of ImapClient that decides what is sent, and when.
#include "proto_client/imap/imap_client.hpp"

#include <utility>

namespace imap_client {

using State = Known::State;

ImapClient::Handle ImapClient::send(std::unique_ptr<Exchange> exchange) {
    std::optional<std::string> refusal;
    if (finished() || quitting_)
        refusal = "the conversation is over";
    else if (waiting_.size() >= limits::waiting)
        refusal = "too many commands wait to be sent";
    else
        refusal = exchange->refusal(known_);
    if (refusal) {
        exchange->ended(known_, tl::make_unexpected(*refusal));
        return 0;
    }
    const auto handle = ++last_handle_;
    waiting_.push_back({std::move(exchange), handle});
    advance();
    return handle;
}

ImapClient::Handle ImapClient::send(PlainCommand command, OnResult on_result) {
    return std::visit(
        [&](auto one) {
            return send(std::make_unique<Exchange>(std::move(one),
                                                   std::move(on_result)));
        },
        std::move(command));
}

void ImapClient::forget(Handle handle) {
    for (auto* commands : {&waiting_, &in_flight_, &over_})
        for (auto& one : *commands)
            if (one.handle == handle && one.exchange) one.exchange->forget();
}

// [advance]
/// Sends what may be sent now. While a response is being handled nothing is
/// sent, so that all handlers can say first what they want.
void ImapClient::advance() {
    if (hearing_) return;
    while (!finished() && !wants_tls() && !waiting_.empty() &&
           may_send(*waiting_.front().exchange))
        send_next();
    if (finished() || waiting_.empty() || in_flight_.empty()) return;
    say(in_flight_.back().exchange->make_room());
}

bool ImapClient::may_send(const Exchange& next) const {
    if (in_flight_.empty()) return true;
    const auto& last = *in_flight_.back().exchange;
    return !last.alone() && last.sent_whole() && !next.alone() &&
           in_flight_.size() < limits::in_flight;
}

/// The state may have changed since the command was accepted.
void ImapClient::send_next() {
    auto next = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    if (const auto refusal = next.exchange->refusal(known_))
        return next.exchange->ended(known_, tl::make_unexpected(*refusal));
    in_flight_.push_back(std::move(next));
    auto& exchange = *in_flight_.back().exchange;
    const auto tag = "a" + std::to_string(++last_tag_);
    say(exchange.begin(tag, style(), known_));
}
// [/advance]

imap::RequestStyle ImapClient::style() const {
    imap::RequestStyle result;
    if (known_.offers("LITERAL-")) result.non_sync = limits::literal_minus;
    if (known_.offers("LITERAL+")) result.non_sync = SIZE_MAX;
    return result;
}

void ImapClient::make_room() {
    if (finished()) return;
    for (auto& one : in_flight_) say(one.exchange->make_room());
    for (auto& one : waiting_) one.exchange->make_room();
}

namespace {

/// True if `limit` has passed since `since`, which begins with the first call.
/// A deadline is never early therefore, and at most a tick late.
bool has_passed(std::optional<Clock::time_point>& since, Clock::duration limit,
                Clock::time_point now) {
    if (!since) since = now;
    return now - *since >= limit;
}

} // namespace

// [deadlines]
void ImapClient::tick(Clock::time_point now) {
    if (finished()) return;
    if (quitting_ && has_passed(goodbye_since_, limits::goodbye, now))
        return hang_up({});
    if (known_.state == State::greeting &&
        has_passed(greeting_since_, limits::greeting, now))
        return hang_up("the server has not greeted within " +
                       std::to_string(limits::greeting.count()) + " seconds");
    for (auto& command : in_flight_)
        if (is_late(command, now)) return;
}

/// Hangs up, and returns true, if the server has let the command wait too long.
bool ImapClient::is_late(Command& command, Clock::time_point now) {
    const auto patience = command.exchange->patience();
    if (!patience) {
        command.silent_since.reset();
        command.sent_since.reset();
        return false;
    }
    auto late = *patience;
    if (!has_passed(command.silent_since, *patience, now)) {
        late = limits::whole_reply;
        if (!has_passed(command.sent_since, late, now)) return false;
    }
    hang_up("the server has not answered within " +
            std::to_string(late.count()) + " seconds");
    return true;
}
// [/deadlines]

void ImapClient::say_bye(std::string_view) {
    if (finished() || std::exchange(quitting_, true)) return;
    end_all(std::exchange(waiting_, {}), "the client stops");
    if (finished()) return;
    if (known_.state == State::greeting || wants_tls()) return hang_up({});
    waiting_.push_back({std::make_unique<Exchange>(
        imap::Logout{}, [this](const Result&) { hang_up({}); })});
    advance();
}

/// The conversation is over before any handler is called, so that a handler
/// which asks is told so.
void ImapClient::hang_up(std::string why) {
    if (finished()) return;
    finish();
    if (!quitting_) why_ = std::move(why);
    const std::string reason = why_.empty() ? "the client stops" : why_;
    auto unsent = std::exchange(waiting_, {});
    end_all(std::exchange(in_flight_, {}), reason);
    end_all(std::move(unsent), reason);
}

/// Calls the handlers. The exchanges are destroyed later, because the caller
/// may be a handler of one of them.
void ImapClient::end_all(std::vector<Command> commands,
                         const std::string& why) {
    const auto first = over_.size();
    for (auto& one : commands) over_.push_back(std::move(one));
    for (auto i = first; i < first + commands.size(); ++i)
        over_[i].exchange->ended(known_, tl::make_unexpected(why));
}

} // namespace imap_client
