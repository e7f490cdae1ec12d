// Exercise 6.1: a session that is told the time. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

struct Times {
    std::chrono::seconds autologout = toy::default_autologout;
    std::chrono::seconds keepalive = toy::default_keepalive;
};

class ClockSession : public Session {
public:
    explicit ClockSession(const Times& times) : times_(times) {}

    void start(Clock::time_point now) override {
        last_heard_ = last_sign_ = now;
        say("* hello toy/1 3 messages\r\n");
    }

    std::size_t receive(std::string_view bytes,
                        Clock::time_point now) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            last_heard_ = last_sign_ = now;
            answer(*frame);
        }
        return offered;
    }

    void tick(Clock::time_point now) override {
        if (finished()) return;
        if (now - last_heard_ >= times_.autologout) {
            say("* bye heard nothing for a long time\r\n");
            return finish();
        }
        if (idling_ && now - last_sign_ >= times_.keepalive) {
            say("* ok still here\r\n");
            last_sign_ = now;
        }
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

    Times times_;
    framing::Framer framer_{toy::limits::line};
    Clock::time_point last_heard_; ///< a whole line came from the client
    Clock::time_point last_sign_;  ///< of life, that either side gave
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    Times times;
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::chrono::seconds seconds(std::atoi(argv[i + 1]));
        const std::string_view option = argv[i];
        if (option == "--autologout") times.autologout = seconds;
        if (option == "--keepalive") times.keepalive = seconds;
    }
    return exercise::serve_sessions(argc > 2 ? 2 : argc, argv, [&] {
        return std::make_unique<ClockSession>(times);
    });
}
