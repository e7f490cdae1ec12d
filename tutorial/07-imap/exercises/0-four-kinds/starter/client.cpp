// Exercise 7.0: what kind of line is it? See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <string_view>

constexpr std::size_t longest_line = 8192;

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
    void take([[maybe_unused]] std::string_view line) {
        // TODO: is the line a completion, a continuation, or data? Look at how
        // it begins.
    }

    void take_completion(std::string_view line) {
        std::cout << "completion: " << line << std::endl;
        const bool ok = line.starts_with(tag_ + " OK");
        if (asked_ == "LOGOUT") {
            finish();
        } else if (asked_ == "CAPABILITY" && ok) {
            ask("LOGIN {4}");
        } else {
            ask("LOGOUT");
        }
    }

    void take_continuation() { say("anna secret\r\n"); }

    void take_data(std::string_view line) {
        std::cout << "data: " << line << std::endl;
        if (tag_.empty()) ask("CAPABILITY"); // it was the greeting
    }

    void ask(const std::string& command) {
        asked_ = command;
        tag_ = 'a' + std::to_string(++commands_);
        say(tag_ + ' ' + command + "\r\n");
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;
    std::string asked_; // the last command
    std::string tag_;   // its tag
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Visit>());
}
