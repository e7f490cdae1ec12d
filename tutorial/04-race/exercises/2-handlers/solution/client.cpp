// Exercise 4.2, solved: the program calls a function for each line that comes.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <memory>

class Watch : public Session {
public:
    void start(Clock::time_point) override {}

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            const auto line = toy::parse_server_line(frame->text);
            if (line) std::visit([this](const auto& it) { handle(it); }, *line);
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    enum class Phase {
        entering, // `idle` is said, `+` has not come
        idling,
        leaving, // `done` is said, its `ok` has not come
        reading, // `read` is said, the text has not come
    };

    void handle(const toy::Hello& hello) {
        known_ = read_ = hello.messages;
        go_on();
    }

    void handle(const toy::New& event) {
        known_ = std::max(known_, event.messages);
        if (phase_ == Phase::idling) leave_for_news();
    }

    void handle(const toy::GoAhead&) {
        phase_ = Phase::idling;
        leave_for_news();
    }

    void handle(const toy::Reply& reply) {
        if (phase_ == Phase::reading) {
            std::cout << reply.text << std::endl;
            ++read_;
        }
        go_on();
    }

    void handle(const toy::StillHere&) {}
    void handle(const toy::OtherEvent&) {}

    void handle(const toy::Bye&) { finish(); }

    // While idling: news is read after `done`, so `done` is said once.
    void leave_for_news() {
        if (read_ < known_) ask(toy::Done{}, Phase::leaving);
    }

    // Nothing is awaited: reads what is not yet read; otherwise idles.
    void go_on() {
        if (read_ < known_) {
            ask(toy::Read{read_ + 1}, Phase::reading);
        } else {
            ask(toy::Idle{}, Phase::entering);
        }
    }

    void ask(const toy::Command& command, Phase then) {
        phase_ = then;
        say(toy::print(command) + "\r\n");
    }

    framing::Framer framer_{toy::limits::line};
    Phase phase_ = Phase::entering;
    std::uint32_t known_ = 0; // messages there are
    std::uint32_t read_ = 0;  // of them, old or printed
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Watch>());
}
