// Exercise 1.2: this client connects and says nothing. Make it read the last
// message. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/connect_session.hpp"

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
        // TODO 1: give each line to hear(), without its end. framing::Framer
        // finds them, and takes them out of `bytes`.
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
            // TODO 2: ask `count`.
            break;
        case Waiting::for_count:
            // TODO 3: the line is `ok N`. Ask for message N; but if there is
            // none, say `quit`.
            break;
        case Waiting::for_text:
            // TODO 4: the line is `ok TEXT`. Print TEXT, and say `quit`.
            break;
        case Waiting::for_bye:
            // TODO 5: the line is `* bye`, and one more will come.
            break;
        case Waiting::for_quit:
            // TODO 6: the line is `ok quit`: finish().
            break;
        }
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
