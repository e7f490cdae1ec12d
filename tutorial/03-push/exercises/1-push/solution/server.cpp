// Exercise 3.1: the server that speaks first.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <memory>
#include <string>
#include <vector>

using Messages = std::vector<std::string>;

// One client's conversation. All of them share the messages.
class Conversation : public Session {
public:
    explicit Conversation(Messages& messages) : messages_(messages) {}

    void start(Clock::time_point) override {
        told_ = messages_.size();
        say_line("* hello toy/1 " + std::to_string(told_) + " messages");
    }

    std::size_t receive(std::string_view bytes, Clock::time_point) override {
        const auto offered = bytes.size();
        while (const auto frame = framer_.next(bytes)) {
            const auto command = toy::parse_command(frame->text);
            if (!command) {
                say_line("bad " + command.error().what);
                continue;
            }
            std::visit([this](const auto& one) { answer(one); }, *command);
        }
        return offered;
    }

    // Called for every conversation whenever any client has said something.
    void mailbox_changed() override {
        if (idling_) tell_news();
    }

    void tick(Clock::time_point) override {}
    void say_bye(std::string_view why) override {
        say_line("* bye " + std::string(why));
        finish();
    }

private:
    void answer(const toy::Count&) { say_ok_count(); }

    void answer(const toy::Read& read) {
        if (read.number == 0 || read.number > messages_.size())
            return say_line("no such message");
        say_line("ok " + messages_[read.number - 1]);
    }

    void answer(const toy::Post& post) {
        messages_.push_back(post.text);
        say_ok_count();
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
        say_line("* bye");
        say_line("ok quit");
        finish();
    }

    // Says how many messages there are, if the client does not know.
    void tell_news() {
        if (told_ == messages_.size()) return;
        told_ = messages_.size();
        say_line("* new " + std::to_string(told_));
    }

    void say_ok_count() {
        told_ = messages_.size();
        say_line("ok " + std::to_string(told_));
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Messages& messages_;
    framing::Framer framer_{toy::limits::line};
    std::size_t told_ = 0; // messages that the client knows of
    bool idling_ = false;
};

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<Conversation>(messages); });
}
