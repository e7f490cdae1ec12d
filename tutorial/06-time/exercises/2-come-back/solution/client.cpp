// Exercise 6.2: a client that comes back. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/server_line.hpp"
#include "common/toy/words.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <random>
#include <thread>

namespace {

/// The facts that outlive a connection.
struct Memory {
    std::optional<std::uint32_t> told; ///< the last message that was told
};

/// One connection: asks how many messages there are, reads those that were
/// not told, and idles until there are more.
class Watcher : public Session {
public:
    explicit Watcher(Memory& memory) : memory_(memory) {}

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
            if (!memory_.told || known_ < *memory_.told) memory_.told = known_;
        } else if (doing_ == Doing::reading) {
            ++*memory_.told;
            std::cout << *memory_.told << ": " << reply.text << std::endl;
        }
        go_on();
    }
    void hear(const toy::Bye&) {}
    void hear(const toy::StillHere&) {}
    void hear(const toy::OtherEvent&) {}

    /// The next message that was not told; if there is none, idles.
    void go_on() {
        if (*memory_.told < known_) {
            doing_ = Doing::reading;
            say("read " + std::to_string(*memory_.told + 1) + "\r\n");
        } else {
            doing_ = Doing::leaving; // until the go-ahead has come
            say("idle\r\n");
        }
    }

    void leave_if_news() {
        if (doing_ != Doing::idling || known_ <= *memory_.told) return;
        doing_ = Doing::leaving;
        say("done\r\n");
    }

    Memory& memory_;
    framing::Framer framer_{toy::limits::line};
    std::uint32_t known_ = 0; ///< messages there are
    Doing doing_ = Doing::counting;
};

} // namespace

int main(int argc, char** argv) {
    Memory memory;
    std::mt19937 random{std::random_device{}()};
    double longest = 500; // milliseconds
    for (;;) {
        const int code = exercise::connect_session(
            argc, argv, std::make_unique<Watcher>(memory));
        if (code != 1) return code; // Ctrl-C, or started wrongly
        std::uniform_real_distribution<> wait(longest / 2, longest);
        std::this_thread::sleep_for(
            std::chrono::duration<double, std::milli>(wait(random)));
        longest = std::min(2 * longest, 2000.0);
    }
}
