// Exercise 7.1: this client logs in. Make it find the newest message.
// See TASK.md.

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

class Newest : public Session {
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
    // TODO: add a step for each command that you say.
    enum class Step { greeting, login };

    // TODO: Which kind of line is it: the greeting, the completion of the
    // command that you said last, or data? Write one function for each. If the
    // greeting is `* BYE`, say nothing.
    void take(std::string_view line) {
        for (const auto& word : words_of(line)) std::cout << word << ' ';
        std::cout << std::endl;
        if (step_ == Step::greeting) {
            step_ = Step::login;
            say("a1 LOGIN anna secret\r\n");
        }
    }

    // TODO: write a function ask(command, step) that says a command with a new
    // tag, and remembers the tag.

    // `* 3 FETCH (UID 7)` as `*`, `3`, `FETCH`, `UID`, `7`.
    static Words words_of(std::string_view line) {
        Words words{""};
        for (const char c : line) {
            const bool ends = c == ' ' || c == '(' || c == ')';
            if (!ends)
                words.back() += c;
            else if (!words.back().empty())
                words.emplace_back();
        }
        if (words.back().empty()) words.pop_back();
        return words;
    }

    framing::Framer framer_{longest_line};
    Step step_ = Step::greeting;
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Newest>());
}
