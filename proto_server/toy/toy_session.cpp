#include "proto_server/toy/toy_session.hpp"

#include "common/framing/text.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/mailbox/advert.hpp"

#include <utility>

namespace toy_server {

using enum toy::Reply::Outcome;

namespace {

/// Returns `text` as a line may hold it: what is not allowed becomes a question
/// mark, and a text that is too long is cut. It may have come by IMAP or mail.
std::string printable_line(std::string text) {
    std::size_t good = 0;
    while (const auto fault =
               framing::find_fault(std::string_view(text).substr(good))) {
        good += fault->offset;
        text[good] = '?';
    }
    if (text.size() <= toy::limits::text) return text;
    text.resize(toy::limits::text);
    if (const auto cut = framing::find_fault(text)) text.resize(cut->offset);
    return text;
}

} // namespace

void ToySession::start(Clock::time_point now) {
    last_heard_ = now;
    told_ = mail::count_adverts(mailbox_);
    say(toy::Hello{told_});
}

// [receive]
std::size_t ToySession::receive(std::string_view bytes, Clock::time_point now) {
    if (finished()) return bytes.size(); // thrown away
    if (post_ || output().size() >= server::limits::output) return 0;
    auto rest = bytes;
    if (const auto frame = framer_.next(rest)) {
        last_heard_ = last_sign_ = now;
        answer(*frame);
    }
    return finished() ? bytes.size() : bytes.size() - rest.size();
}
// [/receive]

/// The disk takes its time; then the post is answered.
bool ToySession::go_on(Clock::time_point) {
    if (!finished() && post_ && *post_) end_post();
    return false;
}

// [autologout]
void ToySession::tick(Clock::time_point now) {
    if (finished()) return;
    if (now - last_heard_ >= times_.autologout) {
        say_bye("heard nothing for " +
                std::to_string(times_.autologout.count()) + " seconds");
        return;
    }
    // [/autologout]
    const bool due =
        times_.keepalive.count() > 0 && now - last_sign_ >= times_.keepalive;
    if (idling_ && due && output().empty()) {
        say(toy::StillHere{"still here"});
        last_sign_ = now;
    }
}

// [push]
void ToySession::mailbox_changed() {
    if (idling_ && !finished() && output().empty()) tell_news();
}
// [/push]

void ToySession::say_bye(std::string_view why) {
    if (finished()) return;
    say(toy::Bye{std::string(why)});
    finish();
}

void ToySession::answer(const framing::Frame& frame) {
    if (frame.kind == framing::Frame::Kind::too_long) {
        reply(bad, "line longer than " + std::to_string(toy::limits::line) +
                       " octets");
        return;
    }
    const auto command = toy::parse_command(frame.text);
    if (idling_ && command != toy::Command{toy::Done{}}) {
        reply(bad, "expected done");
    } else if (!command) {
        reply(bad, command.error().what);
    } else {
        std::visit([this](const auto& known) { answer(known); }, *command);
    }
}

void ToySession::answer(const toy::Count&) {
    reply_with_count();
}

void ToySession::answer(const toy::Read& read) {
    if (const auto text = mail::read_advert(mailbox_, read.number)) {
        reply(ok, printable_line(*text));
    } else {
        reply(no, "message " + std::to_string(read.number) + ", there are " +
                      std::to_string(mail::count_adverts(mailbox_)));
    }
}

void ToySession::answer(const toy::Post& post) {
    post_ = std::make_shared<std::optional<mail::Expected<mail::Uid>>>();
    mail::post_advert(mailbox_, post.text,
                      [result = post_, waker = waker()](auto posted) {
                          *result = std::move(posted);
                          if (const auto session = waker.lock())
                              session->wake();
                      });
    if (*post_) end_post();
}

void ToySession::end_post() {
    const auto result = **std::exchange(post_, nullptr);
    if (result)
        reply_with_count();
    else
        reply(no, result.error().what);
}

/// Tells at once what has arrived before: otherwise the client would learn of
/// it only when the next message arrives.
void ToySession::answer(const toy::Idle&) {
    idling_ = true;
    say(toy::GoAhead{"idling"});
    tell_news();
}

void ToySession::answer(const toy::Done&) {
    if (!idling_) {
        reply(bad, "done without idle");
        return;
    }
    tell_news();
    idling_ = false;
    reply(ok, "done");
}

void ToySession::answer(const toy::Noop&) {
    tell_news();
    reply(ok);
}

void ToySession::answer(const toy::Quit&) {
    say_bye({});
    reply(ok, "quit");
}

void ToySession::tell_news() {
    if (mail::count_adverts(mailbox_) == told_) return;
    told_ = mail::count_adverts(mailbox_);
    say(toy::New{told_});
}

void ToySession::reply_with_count() {
    told_ = mail::count_adverts(mailbox_);
    reply(ok, std::to_string(told_));
}

void ToySession::reply(toy::Reply::Outcome outcome, std::string text) {
    say(toy::Reply{outcome, std::move(text)});
}

void ToySession::say(const toy::ServerLine& line) {
    Session::say(print(line) + "\r\n");
}

} // namespace toy_server
