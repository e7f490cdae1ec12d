#include "common/system/typed_line.hpp"

#include <csignal>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace {

/// Keeps a terminal from showing what is typed.
class EchoOff {
public:
    explicit EchoOff(int terminal) : terminal_(terminal) {
        tcgetattr(terminal_, &before_);
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(terminal_, TCSAFLUSH, &silent);
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
        tcsetattr(terminal_, TCSAFLUSH, &before_);
        sigprocmask(SIG_SETMASK, &mask_, nullptr);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

    /// Waits until there is something to read; false if it was interrupted.
    bool wait() const {
        pollfd input{terminal_, POLLIN, 0};
        return ppoll(&input, 1, nullptr, &mask_) > 0;
    }

private:
    int terminal_;
    sigset_t mask_{}; ///< the signal mask before
    termios before_{};
    struct sigaction interrupt_ {};
    struct sigaction terminate_ {};
};

TypedLine read_line(int from, std::size_t most, const EchoOff* terminal) {
    std::string line;
    for (char c = 0;;) {
        if (terminal && !terminal->wait()) return {{}, "interrupted"};
        const auto size = read(from, &c, 1);
        if (size < 0) return {{}, "no input"};
        if (size == 0 && line.empty()) return {{}, "no password was given"};
        if (size == 0 || c == '\n') return {std::move(line)};
        if (line.size() > most) return {{}, "it is too long"};
        line += c;
    }
}

void show(int to, std::string_view text) {
    // Nobody can be told if this fails.
    [[maybe_unused]] const auto size = write(to, text.data(), text.size());
}

} // namespace

TypedLine read_typed_line(int from, std::size_t most) {
    return read_line(from, most, nullptr);
}

TypedLine ask_hidden_line(int from, int to, std::string_view prompt,
                          std::size_t most) {
    TypedLine line;
    {
        const EchoOff echo_off(
            from); // before the question, so nothing is shown
        show(to, prompt);
        line = read_line(from, most, &echo_off);
    }
    show(to, "\n");
    return line;
}
