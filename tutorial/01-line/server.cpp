// Step 3: a server that counts, reads and posts, for one client at a time.

#include "common/framing/framer.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/01-line/door.hpp"

#include <algorithm>
#include <array>
#include <asio/buffer.hpp>
#include <asio/write.hpp>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

using asio::ip::tcp;
using framing::Frame;
using Messages = std::vector<std::string>;

// [conversation]
/// What is said with one client. It has seen no socket: bytes in, bytes out.
class Conversation {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    std::string hello() const {
        return "* hello toy/1 " + std::to_string(messages_.size()) +
               " messages\r\n";
    }

    /// Takes a portion of any size, and returns what is to be sent.
    std::string receive(std::string_view bytes) {
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

    bool finished() const { return finished_; }

private:
    std::string answer(std::string_view line);
    std::string read(std::string_view number) const;

    Messages& messages_;
    framing::Framer framer_{toy::max_line};
    bool finished_ = false;
};
// [/conversation]

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

// [serve]
void serve(tcp::socket client, Messages& messages) {
    Conversation conversation(messages);
    std::array<char, 1024> portion;
    asio::error_code error;
    asio::write(client, asio::buffer(conversation.hello()), error);
    while (!error && !conversation.finished()) {
        const auto size = client.read_some(asio::buffer(portion), error);
        if (error) break; // the client has closed, most often
        const auto replies = conversation.receive({portion.data(), size});
        asio::write(client, asio::buffer(replies), error);
    }
}
// [/serve]

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    asio::io_context loop;
    tcp::acceptor door = open_door(loop, argc, argv);
    for (;;) serve(door.accept(), messages);
}
