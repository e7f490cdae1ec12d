#include "tutorial/03-push/client.hpp"

#include <variant>

// What is said with a client. How it gets there is in server.cpp.

void Client::hear(std::string_view bytes) {
    while (const auto frame = framer_.next(bytes)) {
        if (finished_) return; // what follows `quit` is not read
        if (frame->kind == framing::Frame::Kind::too_long) {
            say("bad line longer than 1000 octets");
        } else {
            answer(frame->text);
        }
    }
}

// [answer]
void Client::answer(std::string_view line) {
    const auto command = toy::parse_command(line);
    if (house_.idling.contains(this) && command != toy::Command{toy::Done{}})
        return say("bad expected done");
    if (!command) return say("bad " + command.error().what);
    std::visit([this](const auto& known) { answer(known); }, *command);
}
// [/answer]

void Client::answer(const toy::Read& read) {
    if (read.number >= 1 && read.number <= house_.messages.size())
        return say("ok " + house_.messages[read.number - 1]);
    say("no message " + std::to_string(read.number) + ", there are " +
        std::to_string(house_.messages.size()));
}

// [post]
void Client::answer(const toy::Post& post) {
    house_.messages.push_back(post.text);
    say_count();
    for (auto* client : house_.idling) client->tell_news();
}
// [/post]

// [told]
void Client::say_hello() {
    told_ = house_.messages.size();
    say("* hello toy/1 " + std::to_string(told_) + " messages");
}

void Client::say_count() {
    told_ = house_.messages.size();
    say("ok " + std::to_string(told_));
}

void Client::tell_news() {
    if (told_ == house_.messages.size()) return; // it knows
    told_ = house_.messages.size();
    say("* new " + std::to_string(told_));
}
// [/told]

// [idle]
void Client::answer(const toy::Idle&) {
    house_.idling.insert(this);
    say("+ idling");
    tell_news();
}

void Client::answer(const toy::Done&) {
    if (house_.idling.erase(this) == 0) return say("bad done without idle");
    tell_news();
    say("ok done");
}

void Client::answer(const toy::Noop&) {
    tell_news();
    say("ok");
}
// [/idle]

void Client::answer(const toy::Quit&) {
    say("* bye");
    say("ok quit");
    finished_ = true;
}
