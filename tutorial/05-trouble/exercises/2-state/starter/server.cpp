// Exercise 5.2: state, not a queue. See TASK.md.

#include "common/framing/framer.hpp"
#include "common/session.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "tutorial/exercise/serve_sessions.hpp"

#include <deque>
#include <set>
#include <vector>

namespace {

class FlatSession;

/// The messages and the idling sessions, which all sessions share.
struct Mailbox {
    std::vector<std::string> messages;
    std::set<FlatSession*> idlers;
};

class FlatSession : public Session {
public:
    explicit FlatSession(Mailbox& mailbox) : mailbox_(mailbox) {}
    ~FlatSession() override { mailbox_.idlers.erase(this); }

    void start(Clock::time_point) override {
        say_line("* hello toy/1 " + count() + " messages");
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
        // TODO: tell how many messages there are now, if the client does not
        // know; and not before it has taken what was said before.
        tell_news();
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

    void answer(const toy::Count&) { say_line("ok " + count()); }
    void answer(const toy::Read&) { say_line("no reading here"); }
    void answer(const toy::Post& post) {
        mailbox_.messages.push_back(post.text);
        say_line("ok " + count());
        // TODO: no queue. (The others are nudged: mailbox_changed().)
        for (auto* idler : mailbox_.idlers) {
            idler->queue_.push_back("* new " + count());
        }
    }
    void answer(const toy::Idle&) {
        idling_ = true;
        mailbox_.idlers.insert(this);
        say_line("+ idling");
        // TODO: what came since the client was last told?
    }
    void answer(const toy::Done&) {
        if (!idling_) return say_line("bad done without idle");
        // TODO: what came before this done is told before its ok.
        idling_ = false;
        mailbox_.idlers.erase(this);
        say_line("ok done");
    }
    void answer(const toy::Noop&) {
        // TODO: what came before this noop is told before its ok.
        say_line("ok");
    }
    void answer(const toy::Quit&) {
        say_line("* bye\r\nok quit");
        finish();
    }

    void tell_news() {
        for (const auto& event : queue_) say_line(event);
        queue_.clear();
    }

    std::string count() const {
        return std::to_string(mailbox_.messages.size());
    }

    void say_line(const std::string& line) { say(line + "\r\n"); }

    Mailbox& mailbox_;
    framing::Framer framer_{toy::limits::line};
    std::deque<std::string> queue_; ///< TODO: a number is enough
    bool idling_ = false;
};

} // namespace

int main(int argc, char** argv) {
    Mailbox mailbox{
        {"Studio in the 5e", "Flat in the 11e", "Two rooms, no lift"}, {}};
    return exercise::serve_sessions(
        argc, argv, [&] { return std::make_unique<FlatSession>(mailbox); });
}
