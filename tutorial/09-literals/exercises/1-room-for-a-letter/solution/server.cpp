// Exercise 9.1: a server that reads literals, if there is room for them.

#include "common/framing/framer.hpp"
#include "common/framing/literal.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;
constexpr std::uint64_t largest = 1000;  // octets of a literal
constexpr std::uint64_t all_room = 2000; // octets of all messages of a client

using framing::Frame;
using Words = std::vector<std::string>;

class ImapSession : public Session {
public:
    void start(Clock::time_point) override { say("* OK ready\r\n"); }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            take(*frame);
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void take(const Frame& frame) {
        if (frame.kind == Frame::Kind::octets)
            take_octets(frame);
        else
            take_line(frame.text);
    }

    void take_line(std::string_view line) {
        for (auto& word : words_of(line)) words_.push_back(std::move(word));
        if (const auto mark = framing::literal_mark(line))
            return take_mark(*mark);
        if (!refused_) answer(words_);
        begin();
    }

    void take_mark(const framing::LiteralMark& mark) {
        const bool fits = mark.octets <= largest && mark.octets <= room();
        if (!refused_ && !fits) {
            const auto tag = words_.empty() ? "*" : words_[0];
            say(tag + " NO [TOOBIG] there is no room for that\r\n");
            refused_ = true;
        }
        if (refused_ && mark.wait_for_go_ahead) return begin();
        if (mark.wait_for_go_ahead) say("+ go ahead\r\n");
        framer_.expect_octets(mark.octets);
        if (mark.octets == 0) words_.emplace_back();
    }

    void take_octets(const Frame& frame) {
        if (refused_) return; // thrown away
        literal_ += frame.text;
        if (frame.last) words_.push_back(std::exchange(literal_, {}));
    }

    // A new command begins.
    void begin() {
        words_.clear();
        refused_ = false;
    }

    // How many octets there is room for.
    std::uint64_t room() const {
        auto room = all_room;
        for (const auto& message : messages_) room -= message.size();
        return room;
    }

    void answer(Words words) {
        if (words.empty()) return say("* BAD no tag\r\n");
        words.resize(std::max<std::size_t>(words.size(), 2));
        const auto end =
            do_command(upper(words[1]), {words.begin() + 2, words.end()});
        say(words[0] + ' ' + end + "\r\n");
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        static const std::map<std::string, std::size_t> takes{
            {"CAPABILITY", 0}, {"NOOP", 0},   {"LOGOUT", 0},
            {"LOGIN", 2},      {"APPEND", 2}, {"FETCH", 2}};
        const auto found = takes.find(command);
        if (found == takes.end() || found->second != arguments.size())
            return "BAD unknown command, or wrong arguments";
        if (command == "CAPABILITY") say("* CAPABILITY IMAP4rev1 LITERAL+\r\n");
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "LOGIN" && arguments != Words{"anna", "secret"})
            return "NO wrong name or password";
        if (command == "APPEND") return append(arguments[0], arguments[1]);
        if (command == "FETCH") return fetch(arguments[0], arguments[1]);
        return "OK completed";
    }

    std::string append(const std::string& mailbox, const std::string& message) {
        if (upper(mailbox) != "INBOX")
            return "NO [TRYCREATE] there is no such mailbox";
        messages_.push_back(message);
        return "OK APPEND completed";
    }

    std::string fetch(const std::string& number, const std::string& item) {
        if (upper(item) != "BODY[]") return "BAD only BODY[] is known";
        const auto n = static_cast<std::size_t>(std::atoi(number.c_str()));
        if (n < 1 || n > messages_.size())
            return "BAD there is no such message";
        const auto& message = messages_[n - 1];
        say("* " + std::to_string(n) + " FETCH (BODY[] {" +
            std::to_string(message.size()) + "}\r\n" + message + ")\r\n");
        return "OK FETCH completed";
    }

    // `a1 LOGIN "anna" {6}` as `a1`, `LOGIN`, `anna`: without the mark.
    static Words words_of(std::string_view line) {
        if (framing::literal_mark(line)) line = line.substr(0, line.rfind('{'));
        Words words;
        while (!line.empty()) {
            const char first = line.front();
            if (first == ' ' || first == '"') line.remove_prefix(1);
            if (first == ' ') continue;
            const auto end = std::min(
                line.find_first_of(first == '"' ? "\"" : " \""), line.size());
            words.emplace_back(line.substr(0, end));
            line.remove_prefix(end);
            if (first == '"' && !line.empty()) line.remove_prefix(1);
        }
        return words;
    }

    static std::string upper(std::string text) {
        for (char& c : text)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return text;
    }

    framing::Framer framer_{longest_line};
    Words messages_;
    Words words_;          // of the command, as far as it has come
    std::string literal_;  // as far as it has come
    bool refused_ = false; // the rest of the command is thrown away
};

} // namespace

int main(int argc, char** argv) {
    return exercise::serve_sessions(
        argc, argv, [] { return std::make_unique<ImapSession>(); });
}
