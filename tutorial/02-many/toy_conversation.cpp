#include "tutorial/02-many/toy_conversation.hpp"

using framing::Frame;

std::string ToyConversation::hello() const {
    return "* hello toy/1 " + std::to_string(messages_.size()) +
           " messages\r\n";
}

std::string ToyConversation::receive(std::string_view bytes) {
    std::string replies;
    while (const auto frame = framer_.next(bytes)) {
        if (finished_) break; // what follows `quit` is not read
        replies += frame->kind == Frame::Kind::too_long
                       ? "bad line longer than 1000 octets"
                       : answer(frame->text);
        replies += "\r\n";
    }
    return replies;
}

// [answer]
std::string ToyConversation::answer(std::string_view line) {
    const auto command = toy::parse_command(line);
    if (!command) return "bad " + command.error().what;
    return std::visit([this](const auto& known) { return answer(known); },
                      *command);
}

std::string ToyConversation::answer(const toy::Count&) const {
    return "ok " + std::to_string(messages_.size());
}

std::string ToyConversation::answer(const toy::Read& read) const {
    if (read.number >= 1 && read.number <= messages_.size())
        return "ok " + messages_[read.number - 1];
    return "no message " + std::to_string(read.number) + ", there are " +
           std::to_string(messages_.size());
}
// [/answer]

std::string ToyConversation::answer(const toy::Post& post) {
    messages_.push_back(post.text);
    return "ok " + std::to_string(messages_.size());
}

std::string ToyConversation::answer(const toy::Quit&) {
    finished_ = true;
    return "* bye\r\nok quit";
}
