// Exercise 5.0: a mistake costs a client one reply. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

class FlatSession : public Session {
public:
    explicit FlatSession(std::size_t& messages) : messages_(messages) {}

    void start(Clock::time_point) override {
        say("* hello toy/1 " + count() + " messages\r\n");
    }

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
        // TODO: while the client idles, only `done` is a command.
        if (line == "count") {
            say("ok " + count() + "\r\n");
        } else if (line.starts_with("post ") && line.size() > 5) {
            ++messages_;
            say("ok " + count() + "\r\n");
        } else if (line == "idle") {
            idling_ = true;
            say("+ idling\r\n");
        } else if (line == "done" && idling_) {
            idling_ = false;
            say("ok done\r\n");
        } else if (line == "quit") {
            say("* bye\r\nok quit\r\n");
            finish();
        } else {
            finish(); // TODO: a mistake costs one reply.
        }
    }

    std::string count() const { return std::to_string(messages_); }

    std::size_t& messages_;
    framing::Framer framer_{toy::limits::line};
    bool idling_ = false;
};

int main(int argc, char** argv) {
    std::size_t messages = 3;
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<FlatSession>(messages); });
}
