#include "tutorial/01-line/conversation.hpp"

#include <algorithm>
#include <charconv>

using framing::Frame;

std::string Conversation::hello() const {
    return "* hello toy/1 " + std::to_string(messages_.size()) +
           " messages\r\n";
}

// [receive]
std::string Conversation::receive(std::string_view bytes) {
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
// [/receive]

// [answer]
std::string Conversation::answer(std::string_view line) {
    const auto verb = line.substr(0, line.find(' '));
    const auto argument =
        line.substr(std::min(verb.size() + 1, line.size())); // behind the space
    if (line == "count") return "ok " + std::to_string(messages_.size());
    if (line == "noop") return "ok";
    if (verb == "read") return read(argument);
    if (verb == "post" && !argument.empty()) {
        messages_.emplace_back(argument);
        return "ok " + std::to_string(messages_.size());
    }
    if (line == "quit") {
        finished_ = true;
        return "* bye\r\nok quit";
    }
    return "bad unknown command " + std::string(line);
}
// [/answer]

std::string Conversation::read(std::string_view text) const {
    std::size_t number = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end)
        return "bad read what? As in: read 2";
    if (number >= 1 && number <= messages_.size())
        return "ok " + messages_[number - 1];
    return "no message " + std::string(text) + ", there are " +
           std::to_string(messages_.size());
}
