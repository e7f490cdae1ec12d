#include "tutorial/05-trouble/sturdy_session.hpp"

#include "proto_server/limits.hpp"
#include "proto_server/mailbox/advert.hpp"

namespace sturdy {

void FlatSession::start(Clock::time_point) {
    told_ = mail::count_adverts(mailbox_);
    say("* hello toy/1 " + std::to_string(told_) + " messages\r\n");
}

// [receive]
std::size_t FlatSession::receive(std::string_view bytes, Clock::time_point) {
    const auto offered = bytes.size();
    while (!finished() && output().size() < server::limits::output) {
        const auto frame = framer_.next(bytes);
        if (!frame) break;
        answer(*frame);
    }
    return offered - bytes.size();
}
// [/receive]

// [answer]
void FlatSession::answer(const framing::Frame& frame) {
    if (frame.kind == framing::Frame::Kind::too_long)
        return say("bad line longer than 1000 octets\r\n");
    const auto command = toy::parse_command(frame.text);
    if (idling_ && command != toy::Command{toy::Done{}})
        return say("bad expected done\r\n");
    if (!command) return say("bad " + command.error().what + "\r\n");
    std::visit([this](const auto& known) { answer(known); }, *command);
}
// [/answer]

void FlatSession::answer(const toy::Count&) {
    told_ = mail::count_adverts(mailbox_);
    say("ok " + std::to_string(told_) + "\r\n");
}

void FlatSession::answer(const toy::Read& read) {
    const auto text = mail::read_advert(mailbox_, read.number);
    say(text ? "ok " + *text + "\r\n" : "no such message\r\n");
}

void FlatSession::answer(const toy::Post& post) {
    mail::post_advert(mailbox_, post.text);
    told_ = mail::count_adverts(mailbox_);
    say("ok " + std::to_string(told_) + "\r\n");
}

void FlatSession::answer(const toy::Idle&) {
    idling_ = true;
    say("+ idling\r\n");
    tell_news();
}

void FlatSession::answer(const toy::Done&) {
    if (!idling_) return say("bad done without idle\r\n");
    tell_news();
    idling_ = false;
    say("ok done\r\n");
}

void FlatSession::answer(const toy::Noop&) {
    tell_news();
    say("ok\r\n");
}

void FlatSession::answer(const toy::Quit&) {
    say("* bye\r\nok quit\r\n");
    finish();
}

// [push]
void FlatSession::mailbox_changed() {
    if (idling_ && !finished() && output().empty()) tell_news();
}

/// How many there are now: the client can see for itself what it has missed.
void FlatSession::tell_news() {
    if (told_ == mail::count_adverts(mailbox_)) return;
    told_ = mail::count_adverts(mailbox_);
    say("* new " + std::to_string(told_) + "\r\n");
}
// [/push]

void FlatSession::say_bye(std::string_view why) {
    say("* bye " + std::string(why) + "\r\n");
    finish();
}

} // namespace sturdy
