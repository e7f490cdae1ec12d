#include "proto_client/toy/toy_news.hpp"

#include "common/toy/words.hpp"
#include "proto_client/limits.hpp"

#include <algorithm>

namespace toy_client {

using enum toy::Reply::Outcome;

std::unique_ptr<Session> ToyNews::take_session() {
    return std::move(session_);
}

void ToyNews::hang_up(std::string_view why) {
    client_->hang_up(std::string(why));
}

void ToyNews::on_hello(const toy::Hello& hello) {
    known_ = hello.messages;
    owner_.ready(known_);
}

/// The greeting says how many messages there are, too. That number is used when
/// a server does not understand `count`.
void ToyNews::ask(const std::optional<Position>& position) {
    if (counted_) return begin_reading(position);
    state_ = State::counting;
    client_->send(toy::Count{}, [=, this](const auto& result) {
        if (!result) return;
        counted_ = true;
        known_ = count_in(*result);
        begin_reading(position);
    });
}

/// A number of another mailbox means nothing in this one. (IMAP says which
/// mailbox it is: UIDVALIDITY. Here only a smaller count gives it away.)
void ToyNews::begin_reading(const std::optional<Position>& position) {
    told_ = first_position();
    if (position) told_ = toy::parse_number(*position).value_or(known_);
    if (known_ < told_) {
        owner_.trouble("the server has " + std::to_string(known_) +
                       " messages and had " + std::to_string(told_) +
                       ": it has begun anew, and so do we");
        told_ = known_;
    }
    asked_ = told_;
    state_ = State::reading;
    owner_.moved_to(std::to_string(told_));
    read_more();
}

std::uint32_t ToyNews::first_position() const {
    return first_ ? std::min(known_, *first_ - 1) : known_;
}

// [read-more]
/// Replies come in the order of the requests, so messages are told in order.
void ToyNews::read_more() {
    while (asked_ < known_ && asked_ - told_ < client::limits::read_window) {
        const auto number = ++asked_;
        client_->send(toy::Read{number}, [=, this](const auto& result) {
            read_reply(number, result);
        });
    }
    if (told_ == known_) owner_.caught_up();
}
// [/read-more]

// [read-reply]
void ToyNews::read_reply(std::uint32_t number,
                         const ToyClient::Result& result) {
    if (!result) return;
    told_ = number;
    if (result->outcome == ok) {
        missing_in_a_row_ = 0;
        owner_.message({number, result->text});
    } else {
        skip(number, *result);
    }
    owner_.moved_to(std::to_string(told_));
    read_more();
}
// [/read-reply]

void ToyNews::skip(std::uint32_t number, const toy::Reply& reply) {
    owner_.trouble("message " + std::to_string(number) +
                   " cannot be read: " + toy::print(reply));
    if (++missing_in_a_row_ < client::limits::missing_in_a_row) return;
    missing_in_a_row_ = 0;
    client_->hang_up("the server speaks of " + std::to_string(known_) +
                     " messages and does not have them");
}

/// The owner need not be nudged here: what arrived while the source was reading
/// has been read, too.
void ToyNews::wait() {
    state_ = State::waiting;
    if (refused_) return owner_.waiting(false);
    client_->subscribe();
}

/// A server that does not let us idle is asked how many messages it has, and is
/// asked to let us idle again.
void ToyNews::rearm() {
    if (refused_) {
        refused_ = false;
        client_->send(toy::Count{}, [this](const auto& result) {
            if (result) count_known(count_in(*result));
        });
    }
    client_->unsubscribe();
    client_->subscribe();
}

void ToyNews::on_new(const toy::New& event) {
    count_known(event.messages);
}

void ToyNews::on_idling() {
    if (state_ == State::waiting) owner_.waiting(true);
}

void ToyNews::on_unsubscribed(std::string_view why) {
    owner_.trouble(why);
    refused_ = true;
    if (state_ == State::waiting) owner_.waiting(false);
}

void ToyNews::count_known(std::uint32_t messages) {
    if (messages < known_) {
        return owner_.trouble("the server had " + std::to_string(known_) +
                              " messages and speaks of " +
                              std::to_string(messages));
    }
    known_ = messages;
    if (state_ == State::reading) read_more();
    if (state_ == State::waiting && told_ < known_) owner_.nudged();
}

std::uint32_t ToyNews::count_in(const toy::Reply& reply) {
    const auto messages = toy::parse_number(reply.text);
    if (reply.outcome == ok && messages) return *messages;
    owner_.trouble("count was answered with " + toy::print(reply));
    return known_;
}

} // namespace toy_client
