// Exercise 4.1: this client takes the next line for what it waits for.
// Make it look at the line first. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/words.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

class Watch : public Session {
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
    enum class Awaits { hello, count, go_ahead, event, ok_done, text };

    // TODO: an event may come in each of these cases. Look at the first
    // character of the line, and write one function for each kind of line:
    // an event, a go-ahead, a reply.
    void take(std::string_view line) {
        switch (awaits_) {
        case Awaits::hello:
            known_ = read_ = number_in(line, "* hello toy/1 ");
            ask("count", Awaits::count);
            break;
        case Awaits::count:
            known_ = number_in(line, "ok ");
            go_on();
            break;
        case Awaits::go_ahead:
            awaits_ = Awaits::event;
            break;
        case Awaits::event:
            known_ = number_in(line, "* new ");
            ask("done", Awaits::ok_done);
            break;
        case Awaits::ok_done:
            go_on();
            break;
        case Awaits::text:
            std::cout << line.substr(std::min<std::size_t>(3, line.size()))
                      << std::endl;
            ++read_;
            go_on();
            break;
        }
    }

    // Reads what is not yet read; when there is nothing, idles.
    void go_on() {
        if (read_ < known_) {
            ask("read " + std::to_string(read_ + 1), Awaits::text);
        } else {
            ask("idle", Awaits::go_ahead);
        }
    }

    void ask(const std::string& command, Awaits then) {
        awaits_ = then;
        say(command + "\r\n");
    }

    // The number behind `before`, as 4 in `* new 4`. 0 if `line` is another.
    static std::uint32_t number_in(std::string_view line,
                                   std::string_view before) {
        if (!line.starts_with(before)) return 0;
        line.remove_prefix(before.size());
        return toy::parse_number(toy::first_word(line).first).value_or(0);
    }

    framing::Framer framer_{toy::limits::line};
    Awaits awaits_ = Awaits::hello;
    std::uint32_t known_ = 0; // messages there are
    std::uint32_t read_ = 0;  // of them, old or printed
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Watch>());
}
