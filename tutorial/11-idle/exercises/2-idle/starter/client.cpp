// Exercise 11.2: this client asks every second whether there is mail. Make
// it idle. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

constexpr std::size_t longest_line = 8192;
constexpr auto poll_pause = 1s; // between two NOOP

using Words = std::vector<std::string>;

class Watch : public Session {
public:
    explicit Watch(std::chrono::seconds autologout) : autologout_(autologout) {}

    void start(Clock::time_point now) override { now_ = now; }

    std::size_t receive(std::string_view bytes,
                        Clock::time_point now) override {
        now_ = now;
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) take(frame->text);
        return offered;
    }

    // Is called about ten times a second.
    void tick(Clock::time_point now) override {
        now_ = now;
        if (poll_at_ && now >= *poll_at_) {
            poll_at_.reset();
            ask("NOOP");
        }
        // TODO: has the client idled for half of the time?
    }

    void say_bye(std::string_view) override { finish(); }

private:
    void ask(const std::string& command) {
        command_ = command;
        say(tag_of(++commands_) + ' ' + command + "\r\n");
    }

    void take(std::string_view line) {
        const auto words = words_of(line);
        if (!std::exchange(greeted_, true))
            ask("LOGIN anna secret");
        else if (words[0] == "+")
            go_ahead();
        else if (words[0] == "*")
            take_data(words);
        else if (!command_.empty() && words[0] == tag_of(commands_))
            ended(std::exchange(command_, {}), words[1] == "OK");
    }

    void take_data(const Words& words) {
        // TODO: after BYE nothing is said any more.
        if (words[1] == "CAPABILITY")
            offers_idle_ =
                std::find(words.begin(), words.end(), "IDLE") != words.end();
        if (words.size() < 3) return;
        if (words[2] == "[UIDNEXT")
            last_ = std::atoi(words[3].c_str()) - 1; // of `4]`
        if (words[2] == "FETCH" && command_.starts_with("UID FETCH")) {
            const int uid = std::atoi(words[4].c_str()); // of `7)`
            if (uid > last_) found_.push_back(uid);
        }
        if (words[2] == "EXISTS" && command_ != "SELECT INBOX") {
            may_be_new_ = true;
            // TODO: if the client idles, IDLE must end soon.
        }
    }

    // The command is in flight no more.
    void ended(const std::string& command, bool ok) {
        // TODO: what if IDLE has ended, and was refused?
        if (command == "LOGIN anna secret" && ok)
            ask("CAPABILITY");
        else if (command == "CAPABILITY")
            ask("SELECT INBOX");
        else if (!found_.empty())
            tell();
        else
            say_next();
    }

    void tell() {
        auto uids = std::exchange(found_, {});
        std::sort(uids.begin(), uids.end());
        last_ = uids.back();
        std::string text;
        for (const int uid : uids)
            text += (text.empty() ? "" : ",") + std::to_string(uid);
        std::cout << "new: " << text << std::endl;
        ask("UID STORE " + text + " +FLAGS.SILENT (\\Flagged)");
    }

    // Nothing is in flight: asks what is new, or waits.
    void say_next() {
        if (std::exchange(may_be_new_, false))
            return ask("UID FETCH " + std::to_string(last_ + 1) + ":* (UID)");
        // TODO: if offers_idle_, there is no need to poll.
        poll_at_ = now_ + poll_pause;
    }

    // The server has said `+`.
    void go_ahead() {
        // TODO: the client idles. Was DONE wanted before?
    }

    static std::string tag_of(int number) {
        return 'a' + std::to_string(number);
    }

    static Words words_of(std::string_view line) {
        std::istringstream from{std::string(line)};
        Words words;
        for (std::string word; from >> word;) words.push_back(word);
        words.resize(std::max<std::size_t>(words.size(), 2));
        return words;
    }

    framing::Framer framer_{longest_line};
    std::chrono::seconds autologout_; // of the server
    Clock::time_point now_{};
    bool greeted_ = false;
    int commands_ = 0;
    std::string command_; // the one in flight, or empty
    bool offers_idle_ = false;
    int last_ = 0;            // the highest UID that was told
    std::vector<int> found_;  // UIDs above it
    bool may_be_new_ = false; // since UID FETCH was said
    std::optional<Clock::time_point> poll_at_;
    // TODO: what must be remembered of IDLE?
};

int main(int argc, char** argv) {
    int autologout = 1800;
    if (argc > 3 && std::string_view(argv[2]) == "--autologout")
        autologout = std::atoi(argv[3]);
    return exercise::connect_session(
        std::min(argc, 2), argv,
        std::make_unique<Watch>(std::chrono::seconds(autologout)));
}
