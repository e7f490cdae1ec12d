#include "tutorial/08-tags/asker.hpp"

#include "common/imap/requests/request.hpp"

#include <utility>

std::string line_of(const imap::Response& response) {
    const auto line = imap::print(response);
    return line.substr(0, line.size() - 2);
}

// [receive]
std::size_t Asker::receive(std::string_view bytes, Clock::time_point) {
    const auto offered = bytes.size();
    while (const auto event = reader_.next(bytes)) {
        auto response = imap::parse_response(event->text);
        if (!response) continue; // not IMAP
        if (!std::exchange(greeted_, true))
            greeted();
        else
            hear(*std::move(response));
    }
    return offered;
}
// [/receive]

// [ask]
void Asker::ask(std::string_view text) {
    const auto tag = "a" + std::to_string(++commands_);
    const auto line = tag + ' ' + std::string(text);
    const auto request = imap::parse_request(line);
    in_flight_.push_back({tag, std::string(text), request.value().command});
    say(line + "\r\n");
}
// [/ask]
