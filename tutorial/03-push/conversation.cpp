#include "tutorial/03-push/conversation.hpp"

#include <variant>

std::string Conversation::receive(std::string_view bytes) {
    std::string replies;
    while (!finished_) { // what follows `quit` is not read
        const auto frame = framer_.next(bytes);
        if (!frame) break;
        replies += frame->kind == framing::Frame::Kind::too_long
                       ? "bad line longer than 1000 octets\r\n"
                       : answer_line(frame->text);
    }
    return replies;
}

std::string Conversation::answer_line(std::string_view line) {
    const auto command = toy::parse_command(line);
    if (idling_ && command != toy::Command{toy::Done{}})
        return "bad expected done\r\n";
    if (!command) return "bad " + command.error().what + "\r\n";
    return std::visit([this](const auto& it) { return answer(it); }, *command);
}

// [told]
std::string Conversation::hello() {
    told_ = messages_.size();
    return "* hello toy/1 " + std::to_string(told_) + " messages\r\n";
}

std::string Conversation::news() {
    if (told_ == messages_.size()) return {};
    told_ = messages_.size();
    return "* new " + std::to_string(told_) + "\r\n";
}

std::string Conversation::ok_count() {
    told_ = messages_.size();
    return "ok " + std::to_string(told_) + "\r\n";
}
// [/told]

// [idle]
std::string Conversation::answer(const toy::Idle&) {
    idling_ = true;
    return "+ idling\r\n" + news();
}

std::string Conversation::answer(const toy::Done&) {
    if (!idling_) return "bad done without idle\r\n";
    const auto last = news(); // before the ok, while idling
    idling_ = false;
    return last + "ok done\r\n";
}
// [/idle]

std::string Conversation::answer(const toy::Read& read) {
    if (read.number >= 1 && read.number <= messages_.size())
        return "ok " + messages_[read.number - 1] + "\r\n";
    return "no message " + std::to_string(read.number) + ", there are " +
           std::to_string(messages_.size()) + "\r\n";
}

std::string Conversation::answer(const toy::Post& post) {
    messages_.push_back(post.text);
    return ok_count();
}

std::string Conversation::answer(const toy::Quit&) {
    finished_ = true;
    return "* bye\r\nok quit\r\n";
}
