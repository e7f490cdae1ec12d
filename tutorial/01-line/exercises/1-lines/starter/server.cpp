// Exercise 1.1: this server takes what one read brings for one line. Make
// it find the lines. See TASK.md.

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
        // TODO: keep what has no line end yet, and answer each line that is
        // whole, without its end.
        answer(std::string(bytes));
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
    // TODO: what is kept between two calls of receive() stands here.
};

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(messages); });
}
