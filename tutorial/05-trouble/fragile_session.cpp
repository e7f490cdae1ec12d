#include "tutorial/05-trouble/fragile_session.hpp"

#include "proto_server/mailbox/advert.hpp"

namespace fragile {

void FlatSession::start(Clock::time_point) {
    told_ = mail::count_adverts(mailbox_);
    say("* hello toy/1 " + std::to_string(told_) + " messages\r\n");
}

// [receive]
std::size_t FlatSession::receive(std::string_view bytes, Clock::time_point) {
    held_ += bytes;
    for (auto end = held_.find('\n'); end != held_.npos && !finished();
         end = held_.find('\n')) {
        auto line = held_.substr(0, end);
        held_.erase(0, end + 1);
        if (line.ends_with('\r')) line.pop_back();
        answer(line);
    }
    return bytes.size();
}
// [/receive]

// [answer]
void FlatSession::answer(std::string_view line) {
    const auto command = toy::parse_command(line);
    if (!command) return finish(); // who talks like that is no client
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
    if (idling_ && !finished()) tell_news();
}

/// An event for each message: the client shall miss none.
void FlatSession::tell_news() {
    while (told_ < mail::count_adverts(mailbox_))
        say("* new " + std::to_string(++told_) + "\r\n");
}
// [/push]

void FlatSession::say_bye(std::string_view why) {
    say("* bye " + std::string(why) + "\r\n");
    finish();
}

} // namespace fragile
