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
            if (!too_long_) answer(line_);
            line_.clear();
            too_long_ = false;
        } else if (!too_long_) {
            line_ += octet;
            check_length();
        }
    }

    /// A CR may be the beginning of the line's end.
    void check_length() {
        const std::size_t end = line_.ends_with('\r') ? 1 : 0;
        if (line_.size() <= max_line + end) return;
        say("bad line longer than 1000 octets\r\n");
        too_long_ = true;
        line_.clear();
    }

    void answer(std::string_view line) {
        if (idling_ && line != "done") {
            say("bad expected done\r\n");
        } else if (framing::find_fault(line)) {
            say("bad octets that are no text\r\n");
        } else if (line == "count") {
            say("ok " + count() + "\r\n");
        } else if (line.starts_with("post ") && line.size() > 5) {
            messages_.emplace_back(line.substr(5));
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
            say("bad command or argument\r\n");
        }
    }

    std::string count() const { return std::to_string(messages_.size()); }

    std::vector<std::string>& messages_;
    std::string line_;
    bool too_long_ = false; ///< the line is thrown away to its end
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> messages{"Studio in the 5e", "Flat in the 11e",
                                      "Two rooms, no lift"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<FlatSession>(messages); });
}
