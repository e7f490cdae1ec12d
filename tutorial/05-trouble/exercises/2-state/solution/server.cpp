// Exercise 5.2: state, not a queue. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <vector>

namespace {

using Messages = std::vector<std::string>;

class FlatSession : public Session {
public:
    explicit FlatSession(Messages& messages) : messages_(messages) {}

    void start(Clock::time_point) override {
        say_line("* hello toy/1 " + know() + " messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (!finished()) {
            const auto frame = framer_.next(bytes);
            if (!frame) break;
            answer(*frame);
        }
        return offered;
    }

    void mailbox_changed() override {
        if (idling_ && output().empty()) tell_news();
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view) override { finish(); }

private:
    void answer(const framing::Frame& frame) {
        const auto command = toy::parse_command(frame.text);
        if (frame.kind == framing::Frame::Kind::too_long)
            return say_line("bad line");
        if (idling_ && command != toy::Command{toy::Done{}})
            return say_line("bad expected done");
        if (!command) return say_line("bad line");
        std::visit([this](const auto& known) { answer(known); }, *command);
    }

    void answer(const toy::Count&) { say_line("ok " + know()); }
    void answer(const toy::Read&) { say_line("no reading here"); }
    void answer(const toy::Post& post) {
        messages_.push_back(post.text);
        say_line("ok " + know());
    }
    void answer(const toy::Idle&) {
        idling_ = true;
        say_line("+ idling");
        tell_news();
    }
    void answer(const toy::Done&) {
        if (!idling_) return say_line("bad done without idle");
        tell_news();
        idling_ = false;
        say_line("ok done");
    }
    void answer(const toy::Noop&) {
        tell_news();
        say_line("ok");
    }
    void answer(const toy::Quit&) {
        say_line("* bye\r\nok quit");
        finish();
    }

    void tell_news() {
        if (told_ == messages_.size()) return;
        say_line("* new " + know());
    }

    /// How many messages there are, which the client is told now.
    std::string know() {
        told_ = messages_.size();
        return std::to_string(told_);
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Messages& messages_;
    framing::Framer framer_{toy::limits::line};
    std::size_t told_ = 0; ///< messages the client knows of
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    Messages messages{"Studio in the 5e", "Flat in the 11e",
                      "Two rooms, no lift"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<FlatSession>(messages); });
}
