// Exercise 6.2: a client that comes back. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "common/toy/words.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <iostream>

namespace {

/// One connection: asks how many messages there are, reads those that were
/// not told, and idles until there are more.
class Watcher : public Session {
public:
    void start(Clock::time_point) override {}
    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) {
            const auto line = toy::parse_server_line(frame->text);
            if (!line) continue;
            std::visit([this](const auto& known) { hear(known); }, *line);
        }
        return offered;
    }

private:
    enum class Doing : std::uint8_t { counting, reading, idling, leaving };

    void hear(const toy::Hello&) { say("count\r\n"); }
    void hear(const toy::New& event) {
        known_ = std::max(known_, event.messages);
        leave_if_news();
    }
    void hear(const toy::GoAhead&) {
        doing_ = Doing::idling;
        leave_if_news();
    }
    void hear(const toy::Reply& reply) {
        if (doing_ == Doing::counting) {
            known_ = toy::parse_number(reply.text).value_or(0);
            told_ = known_; // TODO: what came while there was no connection?
        } else if (doing_ == Doing::reading) {
            // TODO: which message is told now, and may be forgotten?
            std::cout << told_ << ": " << reply.text << std::endl;
        }
        go_on();
    }
    void hear(const toy::Bye&) {}
    void hear(const toy::StillHere&) {}
    void hear(const toy::OtherEvent&) {}

    /// The next message that was not told; if there is none, idles.
    void go_on() {
        if (told_ < known_) {
            doing_ = Doing::reading;
            say("read " + std::to_string(++told_) + "\r\n");
        } else {
            doing_ = Doing::leaving; // until the go-ahead has come
            say("idle\r\n");
        }
    }

    void leave_if_news() {
        if (doing_ != Doing::idling || known_ <= told_) return;
        doing_ = Doing::leaving;
        say("done\r\n");
    }

    framing::Framer framer_{toy::limits::line};
    std::uint32_t known_ = 0; ///< messages there are
    std::uint32_t told_ = 0;  ///< TODO: has to outlive the connection
    Doing doing_ = Doing::counting;
};

} // namespace

int main(int argc, char** argv) {
    // TODO: connect again, as long as connect_session() returns 1; not at
    // once, and a little later each time.
    return exercise::connect_session(argc, argv, std::make_unique<Watcher>());
}
