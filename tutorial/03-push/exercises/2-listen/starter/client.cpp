// Exercise 3.2: this client hears the hello. Make it listen. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/limits.hpp"
#include "common/toy/words.hpp"
#include "tutorial/exercise/connect_session.hpp"

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
    // What the next line must be.
    enum class Awaits { hello };

    // One line came. Which one it must be, `awaits_` knows.
    void take(std::string_view line) {
        switch (awaits_) {
        case Awaits::hello:
            known_ = number_in(line, "* hello toy/1 ");
            // TODO 1: all of these are old. Say `idle`.
            break;
            // TODO 2: one more `case` for each thing you wait for, and its
            // name in `Awaits`.
        }
    }

    // The number behind `before`, as 4 in `* new 4`. 0 if `line` is another.
    static std::uint32_t number_in(std::string_view line,
                                   std::string_view before) {
        if (!line.starts_with(before)) return 0;
        line.remove_prefix(before.size());
        return toy::parse_number(toy::first_word(line).first).value_or(0);
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    framing::Framer framer_{toy::limits::line};
    Awaits awaits_ = Awaits::hello;
    std::uint32_t known_ = 0; // messages there are
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Watch>());
}
