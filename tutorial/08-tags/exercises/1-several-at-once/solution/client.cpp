// Exercise 8.1: the client that asks several things at once.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

constexpr std::size_t longest_line = 8192;

using Words = std::vector<std::string>;

class Mover : public Session {
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
    enum class Kind {
        login,
        select,
        search,
        list,
        copy,
        store,
        expunge,
        logout
    };

    struct Command {
        Kind kind;
        std::string uid; // of the message that is copied or marked
    };

    void take(std::string_view line) {
        const auto words = words_of(line);
        if (words.size() < 2) return;
        if (!std::exchange(greeted_, true)) {
            if (words[1] == "OK") ask("LOGIN anna secret", {Kind::login, ""});
        } else if (words[0] == "*") {
            take_data(words);
        } else if (const auto found = in_flight_.find(words[0]);
                   found != in_flight_.end()) {
            const auto command = found->second;
            in_flight_.erase(found);
            take_completion(command, words[1] == "OK");
        }
    }

    // The server may tell this at any time and in any order.
    void take_data(const Words& words) {
        if (words[1] == "SEARCH")
            adverts_.insert(adverts_.end(), words.begin() + 2, words.end());
        if (words[1] == "LIST" && words.back() == "Flats") has_flats_ = true;
        if (words[1] == "BYE") leaving_ = true;
    }

    // The command is in flight no more.
    void take_completion(const Command& command, bool ok) {
        if (leaving_ || command.kind == Kind::logout) return;
        if (!ok && command.kind < Kind::copy) refused_ = true;
        if (ok && command.kind == Kind::login)
            ask("SELECT INBOX", {Kind::select, ""});
        if (ok && command.kind == Kind::select) {
            ask("UID SEARCH SUBJECT duplex", {Kind::search, ""});
            ask("LIST \"\" Flats", {Kind::list, ""});
        }
        if (ok && command.kind == Kind::copy)
            ask("UID STORE " + command.uid + " +FLAGS.SILENT (\\Deleted)",
                {Kind::store, command.uid});
        if (ok && command.kind == Kind::store) marked_ = true;
        if (in_flight_.empty()) go_on(command.kind);
    }

    // Nothing is in flight.
    void go_on(Kind last) {
        const bool searched = last == Kind::search || last == Kind::list;
        if (searched && has_flats_ && !adverts_.empty() && !refused_) {
            for (const auto& uid : adverts_)
                ask("UID COPY " + uid + " Flats", {Kind::copy, uid});
        } else if (marked_ && last != Kind::expunge) {
            ask("EXPUNGE", {Kind::expunge, ""});
        } else {
            ask("LOGOUT", {Kind::logout, ""});
        }
    }

    // Says a command with a new tag, and does not wait.
    void ask(const std::string& text, const Command& command) {
        const auto tag = 'a' + std::to_string(++commands_);
        in_flight_[tag] = command;
        say(tag + ' ' + text + "\r\n");
    }

    // `* LIST (\Marked) "/" Flats` as `*`, `LIST`, `\Marked`, `/`, `Flats`.
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
    std::map<std::string, Command> in_flight_; // tags, and their commands
    Words adverts_;                            // their UIDs
    bool has_flats_ = false;
    bool greeted_ = false;
    bool refused_ = false; // a command before the copies was
    bool marked_ = false;  // a message is
    bool leaving_ = false; // the server has said bye
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Mover>());
}
