#include "common/system/file.hpp"
#include "proto_client/program/login_secret.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace client {

namespace {

/// Turns off the echo of a terminal. A Ctrl-C ends the program meanwhile, so
/// the signals are turned off, too, and Ctrl-C is read as an octet.
class NoEcho {
public:
    explicit NoEcho(int terminal) : terminal_(terminal) {
        ::tcgetattr(terminal_, &before_);
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
    }
    ~NoEcho() { ::tcsetattr(terminal_, TCSAFLUSH, &before_); }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    int terminal_;
    termios before_{};
};

constexpr char ctrl_c = 3;

} // namespace

std::optional<std::string> ask_for_password(const std::string& prompt) {
    const File terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal) return std::nullopt;
    write_all(terminal, prompt);
    std::string line;
    {
        const NoEcho quiet(terminal.descriptor());
        char octet = 0;
        while (::read(terminal.descriptor(), &octet, 1) == 1 && octet != '\n' &&
               octet != ctrl_c)
            line += octet;
        if (octet == ctrl_c) line.clear();
    }
    write_all(terminal, "\n");
    if (line.empty()) return std::nullopt;
    return line;
}

} // namespace client
