// Exercise 9.0: which octets belong to the literal? See TASK.md.

#include "common/framing/literal.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/connect_session.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

class Keeper : public Session {
public:
    void start(Clock::time_point) override {}

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!bytes.empty()) {
            if (left_ > 0)
                take_octets(bytes);
            else
                take_line(bytes);
        }
        return offered;
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void take_octets(std::string_view& bytes) {
        // TODO: move as many octets as are still to come, and no more, from
        // the front of bytes to the end of literal_. This takes all, and keeps
        // nothing.
        bytes = {};
    }

    void take_line(std::string_view& bytes) {
        const auto end = bytes.find('\n');
        line_ += bytes.substr(0, end);
        if (end == bytes.npos) {
            bytes = {};
            return;
        }
        bytes.remove_prefix(end + 1);
        auto line = std::exchange(line_, {});
        if (line.ends_with('\r')) line.pop_back();
        take(line);
    }

    void take(std::string_view line) {
        if (commands_ == 0) return ask("LOGIN anna secret"); // the greeting
        if (const auto mark = framing::literal_mark(line)) {
            left_ = mark->octets;
            literal_.clear();
        }
        if (!line.starts_with('a' + std::to_string(commands_) + ' ')) return;
        if (commands_ == 1) return ask("SELECT INBOX");
        if (commands_ == 2) return ask("FETCH 1 BODY.PEEK[]");
        if (commands_ == 3)
            return ask("APPEND Kept {" + std::to_string(literal_.size()) +
                       "+}\r\n" + literal_);
        if (commands_ == 4) return ask("LOGOUT");
        finish();
    }

    void ask(const std::string& command) {
        say('a' + std::to_string(++commands_) + ' ' + command + "\r\n");
    }

    int commands_ = 0;
    std::string line_;       // the start of a line
    std::uint64_t left_ = 0; // octets of the literal that are still to come
    std::string literal_;    // those that have come
};

int main(int argc, char** argv) {
    return exercise::connect_session(argc, argv, std::make_unique<Keeper>());
}
