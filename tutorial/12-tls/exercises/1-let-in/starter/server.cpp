// Exercise 12.1: this server lets everybody in. See TASK.md.

#include "common/framing/base64.hpp"
#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

enum class State { before_login, logged_in, selected };

// In which states a command is allowed, and how many arguments it takes.
struct Rule {
    State from, to;
    std::size_t least, most;
};

const std::map<std::string, Rule> rules{
    {"CAPABILITY", {State::before_login, State::selected, 0, 0}},
    {"NOOP", {State::before_login, State::selected, 0, 0}},
    {"LOGOUT", {State::before_login, State::selected, 0, 0}},
    {"STARTTLS", {State::before_login, State::before_login, 0, 0}},
    {"LOGIN", {State::before_login, State::before_login, 2, 2}},
    // TODO: AUTHENTICATE
    {"SELECT", {State::logged_in, State::selected, 1, 1}},
    {"UNSELECT", {State::selected, State::selected, 0, 0}}};

struct User {
    std::string password; // (A true server keeps a hash.)
    int messages;         // in the INBOX
};

const std::map<std::string, User> users{{"anna", {"secret", 3}},
                                        {"ben", {"two rooms", 5}}};

// Returns what is written in base64, or nothing if it is no base64.
std::optional<std::string> octets_of(std::string_view text) {
    return framing::decode_base64(text);
}

class ImapSession : public Session {
public:
    void start(Clock::time_point) override { say("* OK ready\r\n"); }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            answer(frame->text);
            // TODO: what must be thrown away when TLS begins?
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        // TODO: the line that goes on with AUTHENTICATE is no command.
        auto words = words_of(line);
        if (words.empty()) return say("* BAD no tag\r\n");
        words.resize(std::max<std::size_t>(words.size(), 2));
        tag_ = words[0];
        end(do_command(upper(words[1]), {words.begin() + 2, words.end()}));
    }

    // Says how the command ended; nothing if that comes later.
    void end(const std::string& completion) {
        if (!completion.empty()) say(tag_ + ' ' + completion + "\r\n");
    }

    std::string capabilities() const {
        // TODO: they depend on TLS and on the state.
        return "CAPABILITY IMAP4rev1";
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        const auto rule = rules.find(command);
        if (rule == rules.end() || arguments.size() < rule->second.least ||
            arguments.size() > rule->second.most)
            return "BAD unknown command, or wrong arguments";
        if (state_ < rule->second.from || state_ > rule->second.to)
            return "BAD not in this state";
        // TODO: who may log in now?
        if (command == "CAPABILITY") say("* " + capabilities() + "\r\n");
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "STARTTLS") return begin_tls();
        if (command == "LOGIN") return login(arguments[0], arguments[1]);
        // TODO: AUTHENTICATE
        if (command == "SELECT") return select(arguments[0]);
        if (command == "UNSELECT") state_ = State::logged_in;
        return "OK " + command + " completed";
    }

    // A true server does the handshake behind its OK.
    std::string begin_tls() {
        // TODO: when is it allowed?
        tls_on_ = true;
        return "OK begin TLS now";
    }

    std::string login(const std::string& user, const std::string& password) {
        // TODO: who is not let in, and what is said to who is?
        (void)password;
        user_ = users.count(user) > 0 ? user : "anna";
        state_ = State::logged_in;
        return "OK logged in";
    }

    std::string select(const std::string& mailbox) {
        state_ = State::logged_in;
        if (upper(mailbox) != "INBOX") return "NO there is no such mailbox";
        state_ = State::selected;
        say("* FLAGS (\\Seen \\Deleted)\r\n");
        say("* " + std::to_string(users.at(user_).messages) + " EXISTS\r\n");
        say("* 0 RECENT\r\n");
        say("* OK [UIDVALIDITY 1] UIDs are valid\r\n");
        return "OK [READ-WRITE] SELECT completed";
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
    State state_ = State::before_login;
    bool tls_on_ = false;
    std::string user_;
    std::string tag_; // of the command that is being answered
    // TODO: what must be remembered between AUTHENTICATE and its answer?
};

} // namespace

int main(int argc, char** argv) {
    return exercise::serve_sessions(
        argc, argv, [] { return std::make_unique<ImapSession>(); });
}
