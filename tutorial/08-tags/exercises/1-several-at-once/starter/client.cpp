// Exercise 8.1: this client logs in and selects. Make it move messages, several
// at once. See TASK.md.

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

class Mover : public Session {
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
    // TODO: One tag is not enough when several commands are in flight. Write
    // one function for data and one for completions. A completion must find its
    // command: remember for each tag what was said with it.
    void take(std::string_view line) {
        const auto words = words_of(line);
        for (const auto& word : words) std::cout << word << ' ';
        std::cout << std::endl;
        if (commands_ == 0)
            ask("LOGIN anna secret");
        else if (commands_ == 1 && line.starts_with(tag_ + " OK"))
            ask("SELECT INBOX");
    }

    // Says a command with a new tag, and does not wait.
    void ask(const std::string& text) {
        tag_ = 'a' + std::to_string(++commands_);
        say(tag_ + ' ' + text + "\r\n");
    }

    // `* LIST (\Marked) "/" Flats` as `*`, `LIST`, `\Marked`, `/`, `Flats`.
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
    std::string tag_; // of the last command
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Mover>());
}
