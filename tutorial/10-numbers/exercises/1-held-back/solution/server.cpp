// Exercise 10.1: a server that tells of EXPUNGE when it may.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;
using Uids = std::vector<int>;

// The INBOX. All clients have the same.
class Mailbox {
public:
    explicit Mailbox(int messages) {
        while (messages-- > 0) add();
    }

    const Uids& uids() const { return uids_; }
    bool has(int uid) const { return std::ranges::count(uids_, uid) > 0; }
    void add() { uids_.push_back(next_++); }

    // Marks a message that is to be deleted.
    void mark(int uid) { marked_.insert(uid); }
    bool is_marked(int uid) const { return marked_.contains(uid); }

    // Removes all that are marked.
    void expunge() {
        std::erase_if(uids_, [this](int uid) { return is_marked(uid); });
        marked_.clear();
    }

private:
    Uids uids_;
    int next_ = 1; // the UID of the next message
    std::set<int> marked_;
};

class ImapSession : public Session {
public:
    explicit ImapSession(Mailbox& mailbox) : mailbox_(mailbox) {}

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
        if (words.size() < 2) return say("* BAD no command\r\n");
        auto command = upper(words[1]);
        words.erase(words.begin() + 1);
        if (command == "UID" && words.size() > 1) {
            command += ' ' + upper(words[1]);
            words.erase(words.begin() + 1);
        }
        const auto argument =
            words.size() > 1 ? std::atoi(words[1].c_str()) : 0;
        const auto end = do_command(command, argument);
        const bool with_numbers =
            command == "FETCH" || command == "STORE" || command == "SEARCH";
        if (selected_ && !finished()) tell_news(!with_numbers);
        say(words[0] + ' ' + end + "\r\n");
    }

    void tell_news(bool may_expunge) {
        for (auto number = told_.size(); may_expunge && number > 0; --number) {
            if (mailbox_.has(told_[number - 1])) continue;
            told_.erase(told_.begin() + static_cast<std::ptrdiff_t>(number) -
                        1);
            say("* " + std::to_string(number) + " EXPUNGE\r\n");
        }
        const auto before = told_.size();
        for (const int uid : mailbox_.uids())
            if (std::ranges::count(told_, uid) == 0) told_.push_back(uid);
        if (told_.size() > before)
            say("* " + std::to_string(told_.size()) + " EXISTS\r\n");
    }

    // Does a command, says its data, and returns how it ended.
    std::string do_command(const std::string& command, int argument) {
        if (command == "LOGOUT") {
            say("* BYE good bye\r\n");
            finish();
        }
        if (command == "SELECT") return select();
        if (command == "SEARCH") return search();
        if (command == "EXPUNGE") mailbox_.expunge();
        if (command == "UID FETCH") return uid_fetch(argument);
        if (command == "FETCH" || command == "STORE" || command == "COPY")
            return about_one(command, argument);
        return "OK " + command + " completed";
    }

    std::string select() {
        selected_ = true;
        told_ = mailbox_.uids();
        say("* " + std::to_string(told_.size()) + " EXISTS\r\n");
        return "OK [READ-WRITE] SELECT completed";
    }

    // FETCH n UID, STORE n +FLAGS.SILENT (\Deleted), or COPY n INBOX.
    std::string about_one(const std::string& command, int number) {
        if (number < 1 || number > static_cast<int>(told_.size()))
            return "BAD there is no such message";
        const int uid = told_[static_cast<std::size_t>(number) - 1];
        if (!mailbox_.has(uid)) return "NO it is gone";
        if (command == "FETCH") say_fetched(number, uid);
        if (command == "STORE") mailbox_.mark(uid);
        if (command == "COPY") mailbox_.add();
        return "OK " + command + " completed";
    }

    // A UID that there is not is no mistake.
    std::string uid_fetch(int uid) {
        const auto found = std::ranges::find(told_, uid);
        if (found != told_.end() && mailbox_.has(uid))
            say_fetched(static_cast<int>(found - told_.begin()) + 1, uid);
        return "OK UID FETCH completed";
    }

    void say_fetched(int number, int uid) {
        say("* " + std::to_string(number) + " FETCH (UID " +
            std::to_string(uid) + ")\r\n");
    }

    // SEARCH DELETED: the numbers of those that are marked.
    std::string search() {
        std::string found = "* SEARCH";
        for (std::size_t i = 0; i < told_.size(); ++i)
            if (mailbox_.is_marked(told_[i]))
                found += ' ' + std::to_string(i + 1);
        say(found + "\r\n");
        return "OK SEARCH completed";
    }

    static Words words_of(std::string_view line) {
        std::istringstream in{std::string(line)};
        Words words;
        for (std::string word; in >> word;) words.push_back(word);
        return words;
    }

    static std::string upper(std::string text) {
        for (char& c : text)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return text;
    }

    framing::Framer framer_{longest_line};
    Mailbox& mailbox_;
    Uids told_; // those that the client knows: that of number 1 first
    bool selected_ = false;
};

} // namespace

int main(int argc, char** argv) {
    int messages = 3;
    for (int i = 2; i + 1 < argc; i += 2)
        if (std::string_view(argv[i]) == "--messages")
            messages = std::atoi(argv[i + 1]);
    Mailbox mailbox(messages);
    return exercise::serve_sessions(argc > 2 ? 2 : argc, argv, [&] {
        return std::make_unique<ImapSession>(mailbox);
    });
}
