// Exercise 2.2: this server does not know who is there. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <memory>
#include <string>
#include <string_view>

// What all conversations share.
struct Clients {
    int connected = 0;
};

// One client's conversation. It begins when the client connects, and is
// destroyed as soon as the client has gone, in any way.
class Conversation : public Session {
public:
    // TODO 1: one more is connected.
    explicit Conversation(Clients& clients) : clients_(clients) {}

    // TODO 2: one less. Where, so that nobody is forgotten?

    // The connection is up.
    void start(Clock::time_point) override {
        say_line("* hello toy/1 0 messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        // TODO 3: give each line to answer(). framer_ finds them, and takes
        // them out of `bytes`. What follows `quit` is not read.
        return offered; // all of it was taken
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        // TODO 4: `who`, `noop`, `quit`, and `bad ...` for all else.
        say_line("bad unknown command " + std::string(line));
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Clients& clients_;
    framing::Framer framer_{toy::limits::line};
};

int main(int argc, char** argv) {
    Clients clients;
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(clients); });
}
