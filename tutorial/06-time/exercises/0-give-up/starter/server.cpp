// Exercise 6.0: this server waits for ever. Make it give up. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

class ClockSession : public Session {
public:
    explicit ClockSession(std::chrono::seconds autologout)
        : autologout_(autologout) {}

    void start(Clock::time_point now) override {
        last_heard_ = now;
        say("* hello toy/1 3 messages\r\n");
    }

    std::size_t receive(std::string_view bytes,
                        Clock::time_point now) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            last_heard_ = now;
            answer(*frame);
        }
        return offered;
    }

    void tick([[maybe_unused]] Clock::time_point now) override {
        // TODO: say bye and finish, when no line has come for autologout_.
    }

    void say_bye(std::string_view) override { finish(); }

private:
    void answer(const framing::Frame& frame) {
        const auto command = toy::parse_command(frame.text);
        if (frame.kind == framing::Frame::Kind::too_long)
            return say("bad line\r\n");
        if (idling_ && command != toy::Command{toy::Done{}})
            return say("bad expected done\r\n");
        if (!command) return say("bad line\r\n");
        std::visit([this](const auto& known) { answer(known); }, *command);
    }

    void answer(const toy::Count&) { say("ok 3\r\n"); }
    void answer(const toy::Read&) { say("no reading here\r\n"); }
    void answer(const toy::Post&) { say("no posting here\r\n"); }
    void answer(const toy::Idle&) {
        idling_ = true;
        say("+ idling\r\n");
    }
    void answer(const toy::Done&) {
        say(idling_ ? "ok done\r\n" : "bad done without idle\r\n");
        idling_ = false;
    }
    void answer(const toy::Noop&) { say("ok\r\n"); }
    void answer(const toy::Quit&) {
        say("* bye\r\nok quit\r\n");
        finish();
    }

    std::chrono::seconds autologout_;
    framing::Framer framer_{toy::limits::line};
    Clock::time_point last_heard_; ///< a whole line came from the client
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    std::chrono::seconds autologout = toy::default_autologout;
    for (int i = 2; i + 1 < argc; i += 2)
        if (argv[i] == std::string_view("--autologout"))
            autologout = std::chrono::seconds(std::atoi(argv[i + 1]));
    return exercise::serve_sessions(argc > 2 ? 2 : argc, argv, [&] {
        return std::make_unique<ClockSession>(autologout);
    });
}
