// Exercise 4.1: the client that looks at a line before it judges it.

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

    // What a line is, its first character tells.
    void take(std::string_view line) {
        if (line.starts_with('*')) {
            take_event(line);
        } else if (line.starts_with('+')) {
            awaits_ = Awaits::event;
            leave_for_news();
        } else {
            take_reply(line);
        }
    }

    // An event may come whatever is awaited. It changes what we know.
    void take_event(std::string_view line) {
        if (awaits_ == Awaits::hello) {
            known_ = read_ = number_in(line, "* hello toy/1 ");
            return ask("count", Awaits::count);
        }
        known_ = std::max(known_, number_in(line, "* new "));
        leave_for_news();
    }

    // The only one who speaks because of an event, and only while idling.
    void leave_for_news() {
        if (awaits_ == Awaits::event && read_ < known_)
            ask("done", Awaits::ok_done);
    }

    void take_reply(std::string_view line) {
        if (awaits_ == Awaits::count)
            known_ = std::max(known_, number_in(line, "ok "));
        if (awaits_ == Awaits::text) {
            std::cout << line.substr(std::min<std::size_t>(3, line.size()))
                      << std::endl;
            ++read_;
        }
        go_on();
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
