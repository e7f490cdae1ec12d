// Exercise 7.2: a small IMAP server, with one mailbox that never changes.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

class ImapSession : public Session {
public:
    explicit ImapSession(int messages) : messages_(messages) {}

    void start(Clock::time_point) override { say("* OK ready\r\n"); }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            answer(frame->text);
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        auto words = words_of(line);
        if (words.empty()) return say("* BAD no tag\r\n");
        words.resize(std::max<std::size_t>(words.size(), 2));
        const auto end =
            done(upper(words[1]), {words.begin() + 2, words.end()});
        say(words[0] + ' ' + end + "\r\n");
    }

    // Does a command, says its data, and returns how it ended.
    std::string done(const std::string& command, const Words& arguments) {
        const auto count = arguments.size();
        if (command == "NOOP" && count == 0) return "OK nothing done";
        if (command == "CAPABILITY" && count == 0) {
            say("* CAPABILITY IMAP4rev1\r\n");
            return "OK that is all";
        }
        if (command == "LOGOUT" && count == 0) {
            say("* BYE good bye\r\n");
            finish();
            return "OK logged out";
        }
        if (command == "LOGIN" && count == 2)
            return login(arguments[0], arguments[1]);
        if (command == "SELECT" && count == 1)
            return select(arguments[0], "OK [READ-WRITE] selected");
        if (command == "EXAMINE" && count == 1)
            return select(arguments[0], "OK [READ-ONLY] selected");
        return "BAD unknown command, or wrong arguments";
    }

    std::string login(const std::string& user, const std::string& password) {
        if (logged_in_) return "BAD you have logged in";
        if (user != "anna" || password != "secret")
            return "NO wrong name or password";
        logged_in_ = true;
        return "OK logged in";
    }

    std::string select(const std::string& mailbox, const std::string& ok) {
        if (!logged_in_) return "BAD log in first";
        if (upper(mailbox) != "INBOX") return "NO there is no such mailbox";
        say("* FLAGS (\\Seen \\Deleted)\r\n");
        say("* " + std::to_string(messages_) + " EXISTS\r\n");
        say("* 0 RECENT\r\n");
        say("* OK [UIDVALIDITY 1] UIDs are valid\r\n");
        say("* OK [UIDNEXT " + std::to_string(messages_ + 1) +
            "] the next\r\n");
        return ok;
    }

    // `a1 LOGIN "anna" secret` as `a1`, `LOGIN`, `anna`, `secret`.
    static Words words_of(std::string_view line) {
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
    int messages_; // how many there are
    bool logged_in_ = false;
};

} // namespace

int main(int argc, char** argv) {
    int messages = 3;
    for (int i = 2; i + 1 < argc; i += 2)
        if (std::string_view(argv[i]) == "--messages")
            messages = std::atoi(argv[i + 1]);
    return exercise::serve_sessions(argc > 2 ? 2 : argc, argv, [&] {
        return std::make_unique<ImapSession>(messages);
    });
}
