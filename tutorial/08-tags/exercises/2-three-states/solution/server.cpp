// Exercise 8.2: a server that knows in which state each client is.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

class ImapSession : public Session {
public:
    explicit ImapSession(int messages)
        : mailboxes_{{"INBOX", messages}, {"FLATS", 1}} {}

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
            do_command(upper(words[1]), {words.begin() + 2, words.end()});
        say(words[0] + ' ' + end + "\r\n");
    }

    enum class State { before_login, logged_in, selected };

    struct Rule {
        std::size_t takes; // arguments
        State from, to;    // the states in which it is allowed
    };

    static const Rule* rule_of(const std::string& command) {
        using enum State;
        static const std::map<std::string, Rule> rules{
            {"CAPABILITY", {0, before_login, selected}},
            {"NOOP", {0, before_login, selected}},
            {"LOGOUT", {0, before_login, selected}},
            {"LOGIN", {2, before_login, before_login}},
            {"SELECT", {1, logged_in, selected}},
            {"EXAMINE", {1, logged_in, selected}},
            {"STATUS", {2, logged_in, selected}},
            {"FETCH", {2, selected, selected}},
            {"CLOSE", {0, selected, selected}}};
        const auto found = rules.find(command);
        return found == rules.end() ? nullptr : &found->second;
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        const auto* rule = rule_of(command);
        if (!rule || rule->takes != arguments.size())
            return "BAD unknown command, or wrong arguments";
        if (state_ < rule->from || state_ > rule->to)
            return "BAD not in this state";
        if (command == "CAPABILITY") say("* CAPABILITY IMAP4rev1\r\n");
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "LOGIN") return login(arguments[0], arguments[1]);
        if (command == "SELECT")
            return select(arguments[0], "OK [READ-WRITE] selected");
        if (command == "EXAMINE")
            return select(arguments[0], "OK [READ-ONLY] selected");
        if (command == "STATUS") return status(arguments[0], arguments[1]);
        if (command == "FETCH") return fetch(arguments[0], arguments[1]);
        if (command == "CLOSE") state_ = State::logged_in;
        return "OK " + command + " completed";
    }

    std::string login(const std::string& user, const std::string& password) {
        if (user != "anna" || password != "secret")
            return "NO wrong name or password";
        state_ = State::logged_in;
        return "OK logged in";
    }

    std::string select(const std::string& mailbox, const std::string& ok) {
        state_ = State::logged_in;
        mailbox_ = upper(mailbox);
        if (!mailboxes_.contains(mailbox_))
            return "NO there is no such mailbox";
        state_ = State::selected;
        const int messages = mailboxes_[mailbox_];
        say("* FLAGS (\\Seen \\Deleted)\r\n");
        say("* " + std::to_string(messages) + " EXISTS\r\n");
        say("* 0 RECENT\r\n");
        say("* OK [UIDVALIDITY 1] UIDs are valid\r\n");
        say("* OK [UIDNEXT " + std::to_string(messages + 1) + "] the next\r\n");
        return ok;
    }

    std::string status(const std::string& mailbox, const std::string& items) {
        if (upper(items) != "(MESSAGES)") return "BAD only MESSAGES is known";
        const auto found = mailboxes_.find(upper(mailbox));
        if (found == mailboxes_.end()) return "NO there is no such mailbox";
        say("* STATUS " + mailbox + " (MESSAGES " +
            std::to_string(found->second) + ")\r\n");
        return "OK STATUS completed";
    }

    std::string fetch(const std::string& number, const std::string& items) {
        if (upper(items) != "UID") return "BAD only UID is known";
        const int n = std::atoi(number.c_str());
        if (n < 1 || n > mailboxes_[mailbox_])
            return "BAD there is no such message";
        const auto digits = std::to_string(n);
        say("* " + digits + " FETCH (UID " + digits + ")\r\n");
        return "OK FETCH completed";
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
    std::map<std::string, int> mailboxes_; // how many messages each has
    State state_ = State::before_login;
    std::string mailbox_; // the one that is selected
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
