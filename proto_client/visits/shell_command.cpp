#include "proto_client/visits/shell_command.hpp"

#include "proto_client/limits.hpp"
#include "proto_client/tell/terminal_text.hpp"
#include "proto_client/visits/keyboard.hpp"
#include "proto_client/visits/shell_session.hpp"
#include "proto_client/visits/visit.hpp"

#include <asio/steady_timer.hpp>
#include <iostream>
#include <optional>

namespace client {

namespace {

void note(std::string_view text) {
    std::cerr << text << std::endl;
}

constexpr auto try_toy = "each line that you type is sent. Try: count, read 1, "
                         "post Hello,\nidle (and done to leave it), quit. "
                         "Ctrl-D ends.";
constexpr auto try_imap =
    "each line that you type is sent. Try: a SELECT INBOX,\nb FETCH 1 "
    "ENVELOPE, c IDLE (and DONE to leave it), d LOGOUT. Ctrl-D ends.";

/// Moves octets both ways at the same time: from the keyboard to the server,
/// and from the server to the screen.
class Shell : public Visit, public ShellSession::Owner {
public:
    Shell(const Target& target, Reach way)
        : Visit(target, std::move(way)), imap_(target.imap),
          keyboard_(program_loop()), silence_(program_loop()),
          end_(program_loop()) {}

    int run() {
        const auto code = Visit::run();
        std::cout << text_.show_rest() << std::flush;
        return code;
    }

private:
    std::unique_ptr<Session> begin(const std::string& secret) override {
        auto made = std::make_unique<ShellSession>(
            *this, imap_ ? std::optional(entry(*imap_, secret)) : std::nullopt);
        session_ = made.get();
        return made;
    }

    void ended(std::string_view why) override {
        session_->connection_lost(why);
        session_ = nullptr;
        if (why != net::peer_closed)
            return fail("connection lost: " + std::string(why));
        stop(ending_ ? "" : "the server closed");
    }

    void interrupted() override { note("goodbye"); }

    void ready() override {
        note("connected to " + name() + "; " + (imap_ ? try_imap : try_toy));
    }

    void heard(std::string_view octets) override {
        std::cout << text_.show(octets) << std::flush;
        if (!std::cout) return done();
        if (ending_) wait_for_silence();
    }

    void refused(const std::string& why) override {
        fail(why, exit_code::refused);
    }

    /// The next input is read only when this one has been sent. If the server
    /// does not read, the user has to wait, and no memory fills up.
    void room() override {
        if (ending_ || std::exchange(reading_, true)) return;
        keyboard_.read([this](const std::string& typed) {
            reading_ = false;
            if (!session_) return;
            if (typed.empty()) return end();
            session_->type(typed);
            link().flush();
        });
    }

    /// The input has ended. The server may still be sending, so we wait for it
    /// to close.
    void end() {
        ending_ = true;
        session_->end();
        link().end_sending();
        wait_for_silence();
        end_.expires_after(limits::shell_end);
        end_.async_wait([this](asio::error_code error) {
            if (!error) stop("the server does not close; leaving");
        });
    }

    void wait_for_silence() {
        silence_.expires_after(limits::shell_silence);
        silence_.async_wait([this](asio::error_code error) {
            if (!error) stop("the server does not close; leaving");
        });
    }

    void stop(const std::string& why) {
        if (!stopping() && !why.empty()) note(why);
        done();
    }

    std::optional<ImapTarget> imap_;
    ShellSession* session_ = nullptr; ///< set while there is a connection
    Keyboard keyboard_;
    asio::steady_timer silence_;
    asio::steady_timer end_;
    TerminalText text_;
    bool reading_ = false; ///< the keyboard is being read
    bool ending_ = false;  ///< the input has ended
};

} // namespace

int shell(const Target& target) {
    return visit<Shell>(target);
}

} // namespace client
