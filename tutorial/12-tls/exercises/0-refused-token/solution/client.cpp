// Exercise 12.0, solved: a `+` wants the token, or says that it is refused.

#include "common/framing/base64.hpp"
#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

class Client : public Session {
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
    // [go-ahead]
    // The server has said `+`.
    void go_ahead() {
        if (answered_) return say(to_refusal_ + "\r\n");
        answered_ = true;
        say(answer_ + "\r\n");
    }
    // [/go-ahead]

    void log_in() {
        std::string mechanism = "OAUTHBEARER";
        answer_ = framing::encode_base64("n,a=anna,\1auth=Bearer token1\1\1");
        to_refusal_ = "AQ==";
        if (!offers("AUTH=OAUTHBEARER")) {
            mechanism = "XOAUTH2";
            answer_ =
                framing::encode_base64("user=anna\1auth=Bearer token1\1\1");
            to_refusal_ = "";
        }
        answered_ = offers("SASL-IR");
        ask("AUTHENTICATE " + mechanism + (answered_ ? ' ' + answer_ : ""));
    }

    // The command is in flight no more.
    void ended(bool ok) {
        if (command_ == "CAPABILITY") return log_in();
        if (command_.starts_with("AUTHENTICATE") && ok)
            return ask("SELECT INBOX");
        if (command_ != "LOGOUT") ask("LOGOUT");
    }

    void take(std::string_view line) {
        if (commands_ == 0) return ask("CAPABILITY"); // the greeting
        const auto words = words_of(line);
        if (words[0] == "+") return go_ahead();
        if (words[0] == "*" && words[1] == "CAPABILITY") capabilities_ = words;
        if (words[0] == 'a' + std::to_string(commands_))
            ended(words[1] == "OK");
    }

    bool offers(std::string_view capability) const {
        return std::ranges::find(capabilities_, capability) !=
               capabilities_.end();
    }

    void ask(const std::string& command) {
        command_ = command;
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    static Words words_of(std::string_view line) {
        std::istringstream from{std::string(line)};
        Words words;
        for (std::string word; from >> word;) words.push_back(word);
        words.resize(std::max<std::size_t>(words.size(), 2));
        return words;
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;
    std::string command_; // the one in flight
    Words capabilities_;
    std::string answer_;     // the token, as the mechanism wants it, in base64
    bool answered_ = false;  // the answer was said
    std::string to_refusal_; // what the server waits for when it has refused
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Client>());
}
