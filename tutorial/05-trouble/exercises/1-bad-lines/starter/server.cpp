// Exercise 5.1: a session that goes on, whatever line comes. See TASK.md.

#include "common/framing/text.hpp"
#include "common/session.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <vector>

namespace {

constexpr std::size_t max_line = 1000;

class FlatSession : public Session {
public:
    explicit FlatSession(std::vector<std::string>& messages)
        : messages_(messages) {}

    void start(Clock::time_point) override {
        say("* hello toy/1 " + count() + " messages\r\n");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        for (const char octet : bytes)
            if (!finished()) take(octet);
        return bytes.size();
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    /// One octet of a line, or its end.
    void take(char octet) {
        if (octet == '\n') {
            if (line_.ends_with('\r')) line_.pop_back();
            answer(line_);
            line_.clear();
        } else {
            // TODO: a line has at most max_line octets, its end not counted.
            // A longer one gets `bad line longer than 1000 octets` at once,
            // and is thrown away to its end. (A CR may be part of that end.)
            line_ += octet;
        }
    }

    void answer(std::string_view line) {
        // TODO: while the client idles, only `done` is a command.
        // TODO: framing::find_fault(line) finds octets that are no text.
        if (line == "count") {
            say("ok " + count() + "\r\n");
        } else if (line.starts_with("post ")) {
            messages_.emplace_back(line.substr(5));
            say("ok " + count() + "\r\n");
        } else if (line == "idle") {
            idling_ = true;
            say("+ idling\r\n");
        } else if (line == "done") {
            idling_ = false;
            say("ok done\r\n");
        } else if (line == "quit") {
            say("* bye\r\nok quit\r\n");
            finish();
        }
        // TODO: anything else is not understood.
    }

    std::string count() const { return std::to_string(messages_.size()); }

    std::vector<std::string>& messages_;
    std::string line_;
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> messages{"Studio in the 5e", "Flat in the 11e",
                                      "Two rooms, no lift"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<FlatSession>(messages); });
}
