// Exercise 7.1: the client that reads until its own tag.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
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
    enum class Step { greeting, login, select, fetch, store, logout };

    void take(std::string_view line) {
        const auto words = words_of(line);
        if (step_ == Step::greeting) {
            if (line.starts_with("* OK")) ask("LOGIN anna secret", Step::login);
        } else if (line.starts_with(tag_ + ' ')) {
            take_completion(words.size() > 1 && words[1] == "OK");
        } else {
            take_data(words);
        }
    }

    // The server may tell this at any time and in any order.
    void take_data(const Words& words) {
        if (words.size() < 3) return;
        if (words[2] == "EXISTS" && step_ == Step::select) newest_ = words[1];
        if (words[1] != newest_ || words[2] != "FETCH") return;
        const auto uid = std::ranges::find(words, "UID");
        if (uid != words.end() && uid + 1 != words.end()) uid_ = *(uid + 1);
    }

    // Our command has ended, and all of its data has come.
    void take_completion(bool ok) {
        if (step_ == Step::logout) return;
        if (ok && step_ == Step::login) {
            ask("SELECT INBOX", Step::select);
        } else if (ok && step_ == Step::select && newest_ != "0") {
            ask("FETCH " + newest_ + " UID", Step::fetch);
        } else if (ok && step_ == Step::fetch && !uid_.empty()) {
            ask("UID STORE " + uid_ + " +FLAGS (\\Seen)", Step::store);
        } else {
            ask("LOGOUT", Step::logout);
        }
    }

    void ask(const std::string& command, Step step) {
        step_ = step;
        tag_ = 'a' + std::to_string(++commands_);
        say(tag_ + ' ' + command + "\r\n");
    }

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
    int commands_ = 0;
    std::string tag_;          // of the command that has not ended yet
    std::string newest_ = "0"; // its number, or how many there are
    std::string uid_;          // the newest one's
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Newest>());
}
