// Exercise 8.0: which command has ended? See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

constexpr std::size_t longest_line = 8192;

class Makes : public Session {
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
    void take(std::string_view line) {
        if (commands_ == 0) return ask("LOGIN anna secret"); // the greeting
        if (line.starts_with('*') || line.starts_with('+')) return;
        const auto tag = line.substr(0, line.find(' '));
        line.remove_prefix(tag.size());
        take_completion(std::string(tag), line.starts_with(" OK"));
    }

    void take_completion([[maybe_unused]] const std::string& tag,
                         [[maybe_unused]] bool ok) {
        // TODO: find the command that has this tag, take it out of in_flight_,
        // and call ended.
    }

    // The command is in flight no more.
    void ended(const std::string& command, bool ok) {
        if (command == "LOGOUT") return finish();
        if (ok && command.starts_with("LOGIN")) {
            for (const char* mailbox : {"Flats", "Roofs", "Lofts"})
                ask("CREATE " + std::string(mailbox));
        }
        if (ok && command.starts_with("CREATE"))
            ask("SUBSCRIBE" + command.substr(command.find(' ')));
        if (in_flight_.empty()) ask("LOGOUT");
    }

    void ask(const std::string& command) {
        const auto tag = 'a' + std::to_string(++commands_);
        in_flight_[tag] = command;
        say(tag + ' ' + command + "\r\n");
    }

    framing::Framer framer_{longest_line};
    int commands_ = 0;
    std::map<std::string, std::string> in_flight_; // tags, and their commands
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Makes>());
}
