// Exercise 8.2: this server does every command for everybody. Make it know in
// which state each client is. See TASK.md.

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

    // TODO: in which states is each command allowed?
    // How many arguments a command takes.
    static std::size_t takes(const std::string& command) {
        static const std::map<std::string, std::size_t> takes{
            {"CAPABILITY", 0}, {"NOOP", 0},   {"LOGOUT", 0},
            {"LOGIN", 2},      {"SELECT", 1}, {"EXAMINE", 1},
            {"STATUS", 2},     {"FETCH", 2},  {"CLOSE", 0}};
        const auto found = takes.find(command);
        return found == takes.end() ? std::string::npos : found->second;
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        if (takes(command) != arguments.size())
            return "BAD unknown command, or wrong arguments";
        // TODO: what the state does not allow is BAD.
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
        return "OK " + command + " completed";
    }

    std::string login(const std::string& user, const std::string& password) {
        if (user != "anna" || password != "secret")
            return "NO wrong name or password";
        return "OK logged in";
    }

    std::string select(const std::string& mailbox, const std::string& ok) {
        mailbox_ = upper(mailbox);
        if (!mailboxes_.contains(mailbox_))
            return "NO there is no such mailbox";
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
    // TODO: what must a session remember?
    std::string mailbox_ = "INBOX"; // the one that was selected last
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
