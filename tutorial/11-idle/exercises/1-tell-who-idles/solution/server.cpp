// Exercise 11.1: a server that tells who idles.

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
#include <utility>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

enum class State { before_login, logged_in, selected };

// In which states a command is allowed, and how many arguments it takes.
struct Rule {
    State from, to;
    std::size_t takes;
};

const std::map<std::string, Rule> rules{
    {"CAPABILITY", {State::before_login, State::selected, 0}},
    {"NOOP", {State::before_login, State::selected, 0}},
    {"LOGOUT", {State::before_login, State::selected, 0}},
    {"LOGIN", {State::before_login, State::before_login, 2}},
    {"SELECT", {State::logged_in, State::selected, 1}},
    {"IDLE", {State::logged_in, State::selected, 0}},
    {"FETCH", {State::selected, State::selected, 2}},
    {"COPY", {State::selected, State::selected, 2}},
    {"MOVE", {State::selected, State::selected, 2}}};

// The INBOX, which all clients share.
struct Inbox {
    void add() { uids.push_back(next++); }
    bool has(int uid) const {
        return std::find(uids.begin(), uids.end(), uid) != uids.end();
    }

    std::vector<int> uids; // of its messages, in order
    int next = 1;
};

class ImapSession : public Session {
public:
    explicit ImapSession(Inbox& inbox) : inbox_(inbox) {}

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

    // Somebody has said something, so there may be news.
    void mailbox_changed() override {
        if (!idle_tag_.empty()) tell_news();
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    // Says what this client was not told yet, if anything.
    void tell_news() {
        if (state_ != State::selected) return;
        for (auto n = view_.size(); n > 0; --n) {
            const auto at = view_.begin() + static_cast<std::ptrdiff_t>(n - 1);
            if (inbox_.has(*at)) continue;
            view_.erase(at);
            say("* " + std::to_string(n) + " EXPUNGE\r\n");
        }
        if (view_.size() == inbox_.uids.size()) return;
        view_ = inbox_.uids;
        say("* " + std::to_string(view_.size()) + " EXISTS\r\n");
    }

    void end_idling(std::string_view line) {
        const auto tag = std::exchange(idle_tag_, {});
        tell_news();
        const bool done = upper(std::string(line)) == "DONE";
        say(tag + (done ? " OK IDLE ended\r\n" : " BAD not DONE\r\n"));
    }

    void answer(std::string_view line) {
        if (!idle_tag_.empty()) return end_idling(line);
        auto words = words_of(line);
        if (words.empty()) return say("* BAD no tag\r\n");
        words.resize(std::max<std::size_t>(words.size(), 2));
        const auto command = upper(words[1]);
        const auto end = do_command(command, {words.begin() + 2, words.end()});
        if (command == "IDLE" && end.starts_with("OK")) {
            idle_tag_ = words[0]; // its completion comes later
            return say("+ idling\r\n");
        }
        say(words[0] + ' ' + end + "\r\n");
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, const Words& arguments) {
        const auto rule = rules.find(command);
        if (rule == rules.end() || rule->second.takes != arguments.size())
            return "BAD unknown command, or wrong arguments";
        if (state_ < rule->second.from || state_ > rule->second.to)
            return "BAD not in this state";
        if (command == "CAPABILITY") say("* CAPABILITY IMAP4rev1 IDLE\r\n");
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "LOGIN") return login(arguments[0], arguments[1]);
        if (command == "SELECT") return select(arguments[0]);
        if (command == "FETCH" || command == "COPY" || command == "MOVE")
            return do_with_message(command, arguments[0], arguments[1]);
        if (command == "NOOP") tell_news();
        return "OK " + command + " completed";
    }

    std::string login(const std::string& user, const std::string& password) {
        if (user != "anna" || password != "secret")
            return "NO wrong name or password";
        state_ = State::logged_in;
        return "OK logged in";
    }

    std::string select(const std::string& mailbox) {
        state_ = State::logged_in;
        if (upper(mailbox) != "INBOX") return "NO there is no such mailbox";
        state_ = State::selected;
        view_ = inbox_.uids;
        say("* FLAGS (\\Seen \\Deleted)\r\n");
        say("* " + std::to_string(view_.size()) + " EXISTS\r\n");
        say("* 0 RECENT\r\n");
        say("* OK [UIDVALIDITY 1] UIDs are valid\r\n");
        say("* OK [UIDNEXT " + std::to_string(inbox_.next) + "] the next\r\n");
        return "OK [READ-WRITE] SELECT completed";
    }

    // `FETCH 3 UID`, `COPY 3 INBOX`, or `MOVE 3 Flats`.
    std::string do_with_message(const std::string& command,
                                const std::string& number,
                                const std::string& where) {
        const std::string known = command == "FETCH"  ? "UID"
                                  : command == "COPY" ? "INBOX"
                                                      : "FLATS";
        if (upper(where) != known) return "BAD wrong arguments";
        const int n = std::atoi(number.c_str());
        if (n < 1 || n > static_cast<int>(view_.size()))
            return "BAD there is no such message";
        const int uid = view_[static_cast<std::size_t>(n - 1)];
        if (command == "FETCH") { // no news here: its numbers must not move
            say("* " + std::to_string(n) + " FETCH (UID " +
                std::to_string(uid) + ")\r\n");
            return "OK FETCH completed";
        }
        if (!inbox_.has(uid)) return "NO it is gone";
        if (command == "COPY")
            inbox_.add();
        else
            std::erase(inbox_.uids, uid);
        tell_news();
        return "OK " + command + " completed";
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
    Inbox& inbox_;
    State state_ = State::before_login;
    std::vector<int> view_; // the UIDs of the messages that this client knows
    std::string idle_tag_;  // of the IDLE that has not ended, or empty
};

} // namespace

int main(int argc, char** argv) {
    int messages = 3;
    for (int i = 2; i + 1 < argc; i += 2)
        if (std::string_view(argv[i]) == "--messages")
            messages = std::atoi(argv[i + 1]);
    Inbox inbox;
    for (int i = 0; i < messages; ++i) inbox.add();
    return exercise::serve_sessions(argc > 2 ? 2 : argc, argv, [&] {
        return std::make_unique<ImapSession>(inbox);
    });
}
