// Exercise 2.2, solved: who is there is counted where conversations begin and
// end.

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
    explicit Conversation(Clients& clients) : clients_(clients) {
        ++clients_.connected;
    }
    ~Conversation() override { --clients_.connected; }

    // The connection is up.
    void start(Clock::time_point) override {
        say_line("* hello toy/1 0 messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes))
            if (!finished()) answer(frame->text);
        return offered; // all of it was taken
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(std::string_view line) {
        if (line == "who") {
            say_line("ok " + std::to_string(clients_.connected));
        } else if (line == "noop") {
            say_line("ok");
        } else if (line == "quit") {
            say_line("* bye");
            say_line("ok quit");
            finish();
        } else {
            say_line("bad unknown command " + std::string(line));
        }
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
