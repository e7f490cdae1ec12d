// Exercise 1.1, solved: a line ends where its end is, not where a read ends.

#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

using Messages = std::vector<std::string>;

// One client's conversation.
class Conversation : public Session {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    void start(Clock::time_point) override {
        say_line("* hello toy/1 " + std::to_string(messages_.size()) +
                 " messages");
    }

    // Called with what has come. That may be a piece of a line, or a line, or
    // many lines and a piece.
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        pending_ += bytes;
        for (;;) {
            const auto end = pending_.find('\n');
            if (end == pending_.npos) break;
            auto line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            answer(line);
        }
        return bytes.size(); // all of it was taken
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    // Answers one line. `line` is without its end.
    void answer(const std::string& line) {
        if (line == "count") {
            say_line("ok " + std::to_string(messages_.size()));
        } else if (line == "noop") {
            say_line("ok");
        } else if (line.starts_with("post ")) {
            messages_.push_back(line.substr(5));
            say_line("ok " + std::to_string(messages_.size()));
        } else if (line.starts_with("read ")) {
            read(line.substr(5));
        } else {
            say_line("bad unknown command");
        }
    }

    void read(const std::string& number) {
        for (std::size_t n = 1; n <= messages_.size(); ++n)
            if (std::to_string(n) == number)
                return say_line("ok " + messages_[n - 1]);
        say_line("no such message");
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Messages& messages_;
    std::string pending_; // came, and has no line end yet
};

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(messages); });
}
