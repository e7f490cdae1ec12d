// Exercise 10.2: the client that knows which message has which number.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <cstdlib>
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
    struct Message {
        std::string uid; // empty until it is told
        bool flagged = false;
        bool copied = false;
    };

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
        if (words.size() < 3) return;
        const auto number = std::strtoul(words[1].c_str(), nullptr, 10);
        if (words[2] == "EXISTS" && number > messages_.size())
            messages_.resize(number);
        if (number < 1 || number > messages_.size()) return;
        const auto at =
            messages_.begin() + static_cast<std::ptrdiff_t>(number) - 1;
        if (words[2] == "EXPUNGE") messages_.erase(at);
        if (words[2] == "FETCH") learn(*at, words);
    }

    // Takes what the server tells of a message.
    static void learn(Message& message, const Words& words) {
        const auto uid = std::ranges::find(words, "UID");
        if (uid != words.end() && uid + 1 != words.end()) message.uid = uid[1];
        if (std::ranges::count(words, "FLAGS") > 0)
            message.flagged = std::ranges::count(words, "\\Flagged") > 0;
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
        const auto unknown =
            std::ranges::find_if(messages_, &std::string::empty, &Message::uid);
        const auto wanted =
            std::ranges::find_if(messages_, [](const auto& one) {
                return !one.uid.empty() && one.flagged && !one.copied;
            });
        if (unknown != messages_.end() && !in_flight_.starts_with("FETCH")) {
            const auto number = unknown - messages_.begin() + 1;
            ask("FETCH " + std::to_string(number) + ":* (UID FLAGS)");
        } else if (wanted != messages_.end()) {
            wanted->copied = true;
            ask("UID COPY " + wanted->uid + " Liked");
        } else if (in_flight_ != "NOOP") {
            ask("NOOP");
        } else {
            ask("LOGOUT");
        }
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
    std::string in_flight_;         // the last command
    std::vector<Message> messages_; // messages_[0] is message 1
    bool leaving_ = false;          // the server has said bye
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Copies>());
}
