// Exercise 11.0: when may DONE be said? See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

constexpr std::size_t longest_line = 8192;

class Watch : public Session {
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
    enum class State { off, starting, idling, stopping }; // of IDLE

    // The server has said `+`.
    void go_ahead() {
        // TODO: we idle from now on. Was DONE wanted before?
    }

    // Something else is to be said: IDLE must end soon.
    void make_room() {
        // TODO: say DONE once for each IDLE, and not before the `+`.
    }

    // IDLE asks for nothing: what comes while it lives is told at once.
    void take_data(std::string_view line) {
        const auto number = line.substr(0, line.find(' '));
        line.remove_prefix(number.size());
        if (line != " EXISTS" || command_ == "SELECT INBOX") return;
        news_ = number;
        make_room();
    }

    // The command is in flight no more.
    void ended() {
        state_ = State::off;
        if (command_ == "LOGIN anna secret") return ask("SELECT INBOX");
        if (!news_.empty())
            return ask("FETCH " + std::exchange(news_, {}) + " UID");
        state_ = State::starting;
        done_wanted_ = false;
        ask("IDLE");
    }

    void take(std::string_view line) {
        if (commands_ == 0) return ask("LOGIN anna secret"); // the greeting
        if (line.starts_with('+')) return go_ahead();
        if (line.starts_with("* ")) return take_data(line.substr(2));
        if (line.starts_with('a' + std::to_string(commands_) + ' ')) ended();
    }

    void ask(const std::string& command) {
        command_ = command;
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;
    std::string command_; // the one in flight
    State state_ = State::off;
    bool done_wanted_ = false; // since IDLE was said
    std::string news_; // the number of a message that was not fetched yet
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Watch>());
}
