#include "proto_client/program/mailbox_watch.hpp"

#include "proto_client/limits.hpp"

#include <asio/post.hpp>
#include <utility>

namespace client {

MailboxWatch::MailboxWatch(asio::io_context& loop, MailboxSetup setup,
                           transcript::LiveWire* wire,
                           const watch::Random& random, Owner& owner)
    : loop_(loop), setup_(std::move(setup)), owner_(owner),
      watch_(
          setup_.times,
          [this](auto& of_source) {
              return setup_.make_source(of_source, std::exchange(secret_, {}));
          },
          *this, random),
      retry_(loop),
      link_(loop, setup_.reach.address, wire, *this, setup_.reach.link) {
    if (setup_.position && setup_.position->position())
        watch_.begin_at(*setup_.position->position());
}

void MailboxWatch::connect_when_due() {
    const auto due = watch_.connect_at();
    if (!due) return;
    retry_.expires_at(*due);
    retry_.async_wait([this](asio::error_code error) {
        if (error) return;
        attempt_since_ = Clock::now();
        setup_.reach.secret ? get_secret() : link_.connect();
    });
}

void MailboxWatch::get_secret() {
    setup_.reach.secret->get([this](const LoginSecret::Secret& secret) {
        if (stopping_) return;
        if (!secret) return failed(secret.error());
        secret_ = *secret;
        link_.connect();
    });
}

void MailboxWatch::end_attempt(std::string_view why, const char* what) {
    what_ = what;
    attempt_since_.reset();
    watch_.lost(why, Clock::now());
    if (stopping_) return owner_.stopped();
    connect_when_due();
}

std::unique_ptr<Session> MailboxWatch::connected() {
    attempt_since_.reset();
    return watch_.connected();
}

void MailboxWatch::tick(Clock::time_point now) {
    watch_.tick(now);
    link_.tick(now);
}

bool MailboxWatch::proves_life() const {
    const auto now = Clock::now();
    if (attempt_since_) return now - *attempt_since_ < limits::attempt;
    return watch_.proves_life(now);
}

void MailboxWatch::slept() {
    watch_.slept(Clock::now());
    if (retry_.cancel() > 0) connect_when_due();
}

void MailboxWatch::stop() {
    if (std::exchange(stopping_, true)) return;
    watch_.stop();
    link_.flush();
    if (!link_.is_connected()) asio::post(loop_, [this] { owner_.stopped(); });
}

// [tell-then-store]
/// First a message is told, and then it is stored that it was. Who is killed in
/// between tells it again; the other way round it would never be told.
void MailboxWatch::message(const watch::NewsSource::Message& message) {
    if (untold_ || !owner_.message(message)) untold_ = true;
}

void MailboxWatch::moved_to(const watch::NewsSource::Position& position) {
    if (untold_ || !setup_.position) return;
    if (const auto why = setup_.position->store(position)) owner_.trouble(*why);
}
// [/tell-then-store]

} // namespace client
