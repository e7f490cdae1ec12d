// Exercise 1.2, solved: one line at a time, and each knows what it answers.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

// The client's end of a conversation.
class LastMessage : public Session {
public:
    // The connection is up. The server speaks first, so there is nothing to do.
    void start(Clock::time_point) override {}

    // Called with what has come: a piece of a line, or a line, or many lines
    // and a piece.
    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) hear(frame->text);
        return offered; // all of it was taken
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    // What was said last, and so what the next line is.
    enum class Waiting { for_hello, for_count, for_text, for_bye, for_quit };

    void hear(std::string_view line) {
        switch (waiting_) {
        case Waiting::for_hello:
            return ask("count", Waiting::for_count);
        case Waiting::for_count:
            if (behind_ok(line) == "0") return ask("quit", Waiting::for_bye);
            return ask("read " + behind_ok(line), Waiting::for_text);
        case Waiting::for_text:
            std::cout << behind_ok(line) << std::endl;
            return ask("quit", Waiting::for_bye);
        case Waiting::for_bye:
            waiting_ = Waiting::for_quit;
            return;
        case Waiting::for_quit:
            return finish();
        }
    }

    static std::string behind_ok(std::string_view line) {
        return std::string(line.substr(std::min(line.size(), std::size_t{3})));
    }

    void ask(const std::string& command, Waiting waiting) {
        say(command + "\r\n");
        waiting_ = waiting;
    }

    Waiting waiting_ = Waiting::for_hello;
    framing::Framer framer_{toy::limits::line};
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv,
                                     std::make_unique<LastMessage>());
}
