// Exercise 10.0, solved: what is gone goes out of the list.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

constexpr std::size_t longest_line = 8192;

class Lists : public Session {
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
    // There are so many now.
    void exists(std::size_t messages) {
        if (messages > uids_.size()) uids_.resize(messages, "0");
    }

    // Message `number` has this UID.
    void learn(std::size_t number, const std::string& uid) {
        uids_.at(number - 1) = uid;
    }

    // [expunged]
    void expunged(std::size_t number) {
        if (number < 1 || number > uids_.size()) return;
        uids_.erase(uids_.begin() + static_cast<std::ptrdiff_t>(number) - 1);
    }
    // [/expunged]

    // Says the next command. The one before has ended.
    void go_on() {
        static const std::vector<std::string> script{
            "LOGIN anna secret", "SELECT INBOX", "FETCH 1:* UID", "NOOP",
            "UID FETCH ? FLAGS", "LOGOUT"};
        if (said_ == script.size()) return finish();
        auto command = script[said_++];
        if (const auto at = command.find('?'); at != command.npos)
            command.replace(at, 1, all_uids());
        say('a' + std::to_string(said_) + ' ' + command + "\r\n");
    }

    std::string all_uids() const {
        std::string all;
        for (const auto& uid : uids_) all += (all.empty() ? "" : ",") + uid;
        return all;
    }

    void take(std::string_view line) {
        if (said_ == 0 || line.starts_with('a' + std::to_string(said_) + ' '))
            return go_on();
        // `* 2 FETCH (UID 12)`
        if (!line.starts_with("* ")) return;
        line.remove_prefix(2);
        const auto number =
            std::strtoul(std::string(line).c_str(), nullptr, 10);
        if (line.ends_with(" EXISTS")) exists(number);
        if (line.ends_with(" EXPUNGE")) expunged(number);
        const std::string_view before_uid = " FETCH (UID ";
        if (const auto at = line.find(before_uid); at != line.npos) {
            line.remove_prefix(at + before_uid.size());
            learn(number, std::string(line.substr(0, line.find(')'))));
        }
    }

    framing::Framer framer_{longest_line};
    std::size_t said_ = 0; // how many commands
    // uids_[0] is the UID of message 1; "0" where it is not known.
    std::vector<std::string> uids_;
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Lists>());
}
