#include "proto_client/watch/watch.hpp"

#include "common/toy/words.hpp"
#include "proto_client/limits.hpp"

#include <algorithm>

using enum toy::Reply::Status;

std::unique_ptr<ToyClient> Watch::connected() {
    auto client = std::make_unique<ToyClient>(*this);
    client_ = client.get();
    connect_at_.reset();
    idling_from_.reset();
    ask_again_at_.reset();
    return client;
}

// [lost]
/// What was asked for and not told will be asked for again.
void Watch::lost(std::string_view why, Clock::time_point now) {
    std::string reason(why);
    if (client_) {
        client_->connection_lost(why);
        if (!client_->why().empty()) reason = client_->why();
        client_ = nullptr;
    }
    if (stopped_) return;
    const auto wait = back_off_.next();
    connect_at_ = now + wait;
    listener_.disconnected(reason, wait);
}
// [/lost]

// [re-arm]
/// A sign of life puts off the end, and neither is it news nor does it put off
/// the next re-arm.
void Watch::tick(Clock::time_point now) {
    if (!client_ || stopped_) return;
    const auto silence = options_.rearm + client_limits::grace;
    if (now - client_->last_heard() >= silence) {
        return client_->hang_up("heard nothing for " +
                                std::to_string(silence.count()) + " seconds");
    }
    if (ask_again_at_ && now >= *ask_again_at_) return ask_again();
    if (client_->idling_since()) keep_idling(now);
}

void Watch::keep_idling(Clock::time_point now) {
    if (now - *idling_from_ >= client_limits::survived) back_off_.reset();
    if (now - *client_->idling_since() < options_.rearm) return;
    client_->unsubscribe();
    client_->subscribe();
}
// [/re-arm]

void Watch::slept(Clock::time_point now) {
    if (client_) client_->hang_up("this machine has slept");
    if (connect_at_) connect_at_ = now;
}

void Watch::stop() {
    stopped_ = true;
    connect_at_.reset();
    if (client_) client_->say_bye({});
}

/// The greeting bears the number, too: it does for a server without `count`.
void Watch::on_hello(const toy::Hello& hello) {
    known_ = hello.messages;
    counting_ = false;
    listener_.connected(known_);
    client_->send(toy::Count{}, [this](const auto& outcome) {
        if (outcome) begin_counting(count_in(*outcome));
    });
    client_->subscribe();
}

void Watch::on_new(const toy::New& event) {
    learn(event.messages);
}

void Watch::on_idling() {
    if (!idling_from_) idling_from_ = client_->last_heard();
}

void Watch::on_unsubscribed(std::string_view why) {
    listener_.trouble(why);
    idling_from_.reset();
    ask_again_at_ = client_->last_heard() + client_limits::retry_idle;
}

void Watch::on_trouble(std::string_view text) {
    listener_.trouble(text);
}

// [begin-counting]
/// The numbers of another mailbox mean nothing to us. (IMAP says which it is:
/// UIDVALIDITY. Here only a smaller number gives it away.)
void Watch::begin_counting(std::uint32_t messages) {
    known_ = messages;
    if (!told_) {
        told_ = messages;
        if (options_.from) told_ = std::min(messages, *options_.from - 1);
    } else if (messages < *told_) {
        listener_.trouble("the server has " + std::to_string(messages) +
                          " messages and had " + std::to_string(*told_) +
                          ": it has begun anew, and so do we");
        told_ = messages;
    }
    asked_ = *told_;
    counting_ = true;
    read_more();
}
// [/begin-counting]

void Watch::learn(std::uint32_t messages) {
    if (messages < known_) {
        return listener_.trouble("the server had " + std::to_string(known_) +
                                 " messages and speaks of " +
                                 std::to_string(messages));
    }
    known_ = messages;
    if (counting_) read_more();
}

// [read-more]
/// Replies come in order, so messages are told in order.
void Watch::read_more() {
    while (asked_ < known_ && asked_ - *told_ < client_limits::read_window) {
        const auto number = ++asked_;
        client_->send(toy::Read{number}, [=, this](const auto& outcome) {
            take(number, outcome);
        });
    }
}
// [/read-more]

// [take]
void Watch::take(std::uint32_t number, const ToyClient::Outcome& outcome) {
    if (!outcome || stopped_) return;
    told_ = number;
    if (outcome->status == ok) {
        missing_in_a_row_ = 0;
        listener_.message(number, outcome->text);
    } else {
        skip(number, *outcome);
    }
    if (!stopped_) read_more();
}
// [/take]

void Watch::skip(std::uint32_t number, const toy::Reply& reply) {
    listener_.trouble("message " + std::to_string(number) +
                      " cannot be read: " + toy::print(reply));
    if (++missing_in_a_row_ < client_limits::missing_in_a_row) return;
    missing_in_a_row_ = 0;
    client_->hang_up("the server speaks of " + std::to_string(known_) +
                     " messages and does not have them");
}

/// We may not idle, so we ask.
void Watch::ask_again() {
    ask_again_at_.reset();
    client_->send(toy::Count{}, [this](const auto& outcome) {
        if (outcome) learn(count_in(*outcome));
    });
    client_->subscribe();
}

std::uint32_t Watch::count_in(const toy::Reply& reply) {
    const auto messages = toy::parse_number(reply.text);
    if (reply.status == ok && messages) return *messages;
    listener_.trouble("count was answered with " + toy::print(reply));
    return known_;
}
