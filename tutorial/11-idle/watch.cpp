#include "tutorial/11-idle/watch.hpp"

#include <algorithm>
#include <iostream>
#include <utility>

// [hear]
void Watch::hear(imap::Response response) {
    if (std::holds_alternative<imap::Continuation>(response)) return go_ahead();
    const auto* end = std::get_if<imap::Tagged>(&response);
    if (!end) return take(std::move(response));
    if (in_flight_.empty() || end->tag != in_flight_.front().tag) return;
    const auto question = std::move(in_flight_.front());
    in_flight_.clear();
    ended(question, *end);
}
// [/hear]

void Watch::tell(const imap::Response& data) {
    std::cout << line_of(data) << std::endl;
    const auto* status = std::get_if<imap::Untagged>(&data);
    if (status && status->kind == imap::Untagged::Kind::bye) return finish();
    if (!std::holds_alternative<imap::Exists>(data)) return;
    may_be_new_ = true;
    make_room();
}

void Watch::go_ahead() {
    if (state_ != State::starting) return;
    state_ = State::idling;
    idling_since_.reset();
    if (done_wanted_) make_room();
}

void Watch::make_room() {
    done_wanted_ = true;
    if (state_ != State::idling) return;
    state_ = State::stopping;
    std::cout << "    DONE" << std::endl;
    say("DONE\r\n");
}

void Watch::tick(Clock::time_point now) {
    if (state_ != State::idling) return;
    if (!idling_since_) idling_since_ = now;
    if (now - *idling_since_ >= longest_) make_room();
}

// [ended]
void Watch::ended(const Question& question, const imap::Tagged& end) {
    if (end.outcome != imap::Outcome::ok) return finish();
    if (std::holds_alternative<imap::Login>(question.command))
        return ask("SELECT INBOX");
    state_ = State::off;
    take_answer(question);
    say_next();
}

/// Asks what is new, or idles.
void Watch::say_next() {
    if (std::exchange(may_be_new_, false))
        return ask("UID FETCH " + std::to_string(last_ + 1) + ":* (UID)");
    state_ = State::starting;
    done_wanted_ = false;
    std::cout << "    IDLE" << std::endl;
    ask("IDLE");
}
// [/ended]

void Watch::take_answer(const Question& question) {
    for (const auto& data : question.data) {
        if (std::holds_alternative<imap::Idle>(question.command)) tell(data);
        const auto* status = std::get_if<imap::Untagged>(&data);
        if (status && status->code && status->code->name == "UIDNEXT")
            last_ = imap::number_of(*status->code).value_or(1) - 1;
        const auto* fetch = std::get_if<imap::FetchData>(&data);
        if (!fetch) continue;
        for (const auto& value : fetch->values) {
            const auto* uid = std::get_if<imap::Uid>(&value);
            if (!uid || uid->value <= last_) continue;
            last_ = uid->value;
            std::cout << "new: " << last_ << std::endl;
        }
    }
}
