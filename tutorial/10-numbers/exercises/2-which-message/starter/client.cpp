// Exercise 10.2: this client logs in and selects. Make it know which message
// has which number. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

class Copies : public Session {
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
        const auto words = words_of(line);
        if (words.size() < 2) return;
        if (commands_ == 0) {
            if (words[1] == "OK") ask("LOGIN anna secret");
        } else if (words[0] == "*") {
            take_data(words);
        } else if (words[0] == 'a' + std::to_string(commands_)) {
            take_completion(words[1] == "OK");
        }
    }

    void take_data(const Words& words) {
        if (words[1] == "BYE") leaving_ = true;
        // TODO: EXISTS, EXPUNGE and FETCH tell what has become of the messages.
        for (const auto& word : words) std::cout << word << ' ';
        std::cout << std::endl;
    }

    // Nothing is in flight.
    void take_completion(bool ok) {
        if (leaving_ || in_flight_ == "LOGOUT") return;
        const bool entered =
            !in_flight_.starts_with("LOGIN") && in_flight_ != "SELECT INBOX";
        if (!ok && !entered)
            ask("LOGOUT");
        else if (in_flight_.starts_with("LOGIN"))
            ask("SELECT INBOX");
        else
            go_on();
    }

    void go_on() {
        // TODO: what comes next?
        ask("LOGOUT");
    }

    // Says a command with a new tag.
    void ask(const std::string& command) {
        in_flight_ = command;
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    // `* 2 FETCH (UID 12)` as `*`, `2`, `FETCH`, `UID`, `12`.
    static Words words_of(std::string_view line) {
        Words words{""};
        for (const char c : line) {
            if (std::string_view(" ()\"").find(c) == std::string_view::npos)
                words.back() += c;
            else if (!words.back().empty())
                words.emplace_back();
        }
        if (words.back().empty()) words.pop_back();
        return words;
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;
    std::string in_flight_; // the last command
    bool leaving_ = false;  // the server has said bye
    // TODO: what is known of each message?
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Copies>());
}
