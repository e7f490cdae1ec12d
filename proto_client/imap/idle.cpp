#include "proto_client/imap/idle.hpp"

namespace imap_client {

// [answers]
/// The text of the `+` differs from server to server.
std::optional<std::string> Idle::go_ahead(const imap::Continuation&) {
    if (state_ != State::starting) return std::nullopt;
    state_ = State::idling;
    if (done_wanted_) return make_room();
    if (on_idling_) on_idling_();
    return "";
}

std::string Idle::make_room() {
    done_wanted_ = true;
    if (state_ != State::idling) return {};
    state_ = State::stopping;
    return "DONE\r\n";
}

std::optional<std::chrono::seconds> Idle::patience() const {
    if (state_ == State::idling) return std::nullopt;
    return state_ == State::stopping ? limits::done : limits::go_ahead;
}

void Idle::ended(Known&, const Result& result) {
    const bool asked = state_ == State::stopping;
    state_ = State::over;
    if (on_ended_) on_ended_(result, asked);
}
// [/answers]

void Idle::forget() {
    on_idling_ = {};
    on_ended_ = {};
}

} // namespace imap_client
