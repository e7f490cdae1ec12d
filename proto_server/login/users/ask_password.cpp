#include "proto_server/login/users/ask_password.hpp"

#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"

#include <csignal>
#include <iostream>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace users {
namespace {

using Result = tl::expected<std::string, std::string>;
using Bad = tl::unexpected<std::string>;

/// Keeps the terminal from showing what is typed. Meanwhile, Ctrl-C ends the
/// reading and not the program, so that the terminal is always restored.
class EchoOff {
public:
    EchoOff() {
        tcgetattr(STDIN_FILENO, &before_);
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        sigset_t both;
        sigemptyset(&both);
        sigaddset(&both, SIGINT);
        sigaddset(&both, SIGTERM);
        sigprocmask(SIG_BLOCK, &both, &mask_);
        struct sigaction wake {};
        wake.sa_handler = [](int) {}; // without SA_RESTART, ppoll() ends
        sigaction(SIGINT, &wake, &interrupt_);
        sigaction(SIGTERM, &wake, &terminate_);
    }
    ~EchoOff() {
        sigaction(SIGTERM, &terminate_, nullptr);
        sigaction(SIGINT, &interrupt_, nullptr);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        sigprocmask(SIG_SETMASK, &mask_, nullptr);
        std::cerr << std::endl;
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

    /// Waits until there is something to read; false if it was interrupted.
    bool wait() const {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        return ppoll(&input, 1, nullptr, &mask_) > 0;
    }

private:
    sigset_t mask_{}; ///< the signal mask before
    termios before_{};
    struct sigaction interrupt_ {};
    struct sigaction terminate_ {};
};

Result read_line(const EchoOff* terminal = nullptr) {
    std::string line;
    for (char c = 0;;) {
        if (terminal && !terminal->wait()) return Bad("interrupted");
        const auto size = read(STDIN_FILENO, &c, 1);
        if (size < 0) return Bad("no input");
        if (size == 0 && line.empty()) return Bad("no password was given");
        if (size == 0 || c == '\n') return line;
        if (line.size() > limits::password) return Bad("it is too long");
        line += c;
    }
}

Result ask(const char* what) {
    const EchoOff echo_off; // before the question, so nothing is shown
    std::cerr << what << std::flush;
    return read_line(&echo_off);
}

} // namespace

Result read_password_line() {
    auto line = read_line();
    if (line && line->ends_with('\r')) line->pop_back();
    return line;
}

Result ask_new_password() {
    if (isatty(STDIN_FILENO) != 1)
        return Bad("there is no terminal to ask on; give the password on "
                   "standard input, with --password-stdin");
    auto password = ask("Password: ");
    if (!password) return password;
    auto again = ask("Again: ");
    if (!again) return again;
    const bool same = same_in_constant_time(*password, *again);
    wipe(*again);
    if (same) return password;
    wipe(*password);
    return Bad("the two differ; nothing was changed");
}

} // namespace users
