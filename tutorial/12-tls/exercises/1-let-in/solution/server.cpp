// Exercise 12.1, solved: a server that lets the right ones in.

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
    {"AUTHENTICATE", {State::before_login, State::before_login, 1, 2}},
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
            if (std::exchange(tls_begins_, false)) bytes = {};
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        if (!entry_tag_.empty()) {
            tag_ = std::exchange(entry_tag_, {});
            return end(take_answer(line));
        }
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
        if (state_ != State::before_login)
            return "CAPABILITY IMAP4rev1 UNSELECT";
        if (tls_on_) return "CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN";
        return "CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED";
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        const auto rule = rules.find(command);
        if (rule == rules.end() || arguments.size() < rule->second.least ||
            arguments.size() > rule->second.most)
            return "BAD unknown command, or wrong arguments";
        if (state_ < rule->second.from || state_ > rule->second.to)
            return "BAD not in this state";
        if ((command == "LOGIN" || command == "AUTHENTICATE") && !tls_on_)
            return "NO [PRIVACYREQUIRED] others can hear this";
        if (command == "CAPABILITY") say("* " + capabilities() + "\r\n");
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "STARTTLS") return begin_tls();
        if (command == "LOGIN") return login(arguments[0], arguments[1]);
        if (command == "AUTHENTICATE") return authenticate(arguments);
        if (command == "SELECT") return select(arguments[0]);
        if (command == "UNSELECT") state_ = State::logged_in;
        return "OK " + command + " completed";
    }

    // A true server does the handshake behind its OK.
    std::string begin_tls() {
        if (tls_on_) return "BAD TLS is on already";
        tls_on_ = tls_begins_ = true;
        return "OK begin TLS now";
    }

    std::string login(const std::string& user, const std::string& password) {
        const auto known = users.find(user);
        if (known == users.end() || known->second.password != password)
            return "NO [AUTHENTICATIONFAILED] wrong name or password";
        user_ = user;
        state_ = State::logged_in;
        return "OK [" + capabilities() + "] logged in";
    }

    std::string authenticate(const Words& arguments) {
        if (upper(arguments[0]) != "PLAIN")
            return "NO there is no such mechanism";
        if (arguments.size() > 1)
            return take_answer(arguments[1] == "=" ? "" : arguments[1]);
        entry_tag_ = tag_;
        say("+ \r\n");
        return "";
    }

    // The client has said who it is, or has cancelled.
    std::string take_answer(std::string_view line) {
        const auto octets = octets_of(line);
        if (!octets || std::count(octets->begin(), octets->end(), '\0') != 2)
            return "BAD expected two NULs, in base64";
        const auto first = octets->find('\0');
        const auto second = octets->find('\0', first + 1);
        const auto wanted = octets->substr(0, first);
        const auto user = octets->substr(first + 1, second - first - 1);
        if (!wanted.empty() && wanted != user)
            return "NO [AUTHORIZATIONFAILED] nobody may act for another";
        return login(user, octets->substr(second + 1));
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
    bool tls_begins_ = false; // with the line that is being answered
    std::string user_;
    std::string tag_;       // of the command that is being answered
    std::string entry_tag_; // of the AUTHENTICATE that waits for a line
};

} // namespace

int main(int argc, char** argv) {
    return exercise::serve_sessions(
        argc, argv, [] { return std::make_unique<ImapSession>(); });
}
