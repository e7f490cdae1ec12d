// Exercise 4.0, solved: the first character tells what a line is.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <string_view>

class Visit : public Session {
public:
    void start(Clock::time_point) override {}

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) take(frame->text);
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void take(std::string_view line) {
        if (line.starts_with('*')) {
            take_event(line);
        } else if (line.starts_with('+')) {
            take_go_ahead();
        } else {
            take_reply(line);
        }
    }

    void take_event(std::string_view line) {
        std::cout << "event: " << line << std::endl;
        if (line.starts_with("* hello ")) ask("read 1");
    }

    void take_go_ahead() { ask("done"); }

    void take_reply(std::string_view line) {
        std::cout << "reply: " << line << std::endl;
        if (asked_ == "read 1") {
            ask("idle");
        } else if (asked_ == "done") {
            ask("quit");
        } else {
            finish(); // the reply to quit
        }
    }

    void ask(const std::string& command) {
        asked_ = command;
        say(command + "\r\n");
    }

    framing::Framer framer_{toy::limits::line};
    std::string asked_; // the last command
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Visit>());
}
