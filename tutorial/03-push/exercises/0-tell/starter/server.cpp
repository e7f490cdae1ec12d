// Exercise 3.0: who idles is told of each post. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

class Conversation;

// All clients share this.
struct House {
    std::size_t messages = 3;
    std::set<Conversation*> idling;
};

// One client's conversation.
class Conversation : public Session {
public:
    explicit Conversation(House& house) : house_(house) {}
    ~Conversation() override { house_.idling.erase(this); }

    void start(Clock::time_point) override {
        say_line("* hello toy/1 " + count() + " messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) answer(frame->text);
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        if (line == "count") {
            say_line("ok " + count());
        } else if (line.starts_with("post ")) {
            post();
        } else if (line == "idle") {
            house_.idling.insert(this);
            say_line("+ idling");
        } else if (line == "done" && house_.idling.erase(this) > 0) {
            say_line("ok done");
        } else if (line == "noop") {
            say_line("ok");
        } else {
            say_line("bad unknown command");
        }
    }

    void post() {
        ++house_.messages;
        say_line("ok " + count());
        // TODO: tell each client in house_.idling how many messages there are.
    }

    std::string count() const { return std::to_string(house_.messages); }
    void say_line(const std::string& line) { say(line + "\r\n"); }

    House& house_;
    framing::Framer framer_{toy::limits::line};
};

int main(int argc, char** argv) {
    House house;
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(house); });
}
