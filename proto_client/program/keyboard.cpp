#include "proto_client/program/keyboard.hpp"

#include <asio/buffer.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// Asio makes a file that it reads non-blocking, and so for every process that
/// shares it: the terminal's other readers and writers would be surprised. A
/// file that is opened again is our own. (Not so a file on disk: it would begin
/// again.)
int own_standard_input() {
    struct stat kind {};
    ::fstat(STDIN_FILENO, &kind);
    int file = -1;
    if (S_ISFIFO(kind.st_mode) || isatty(STDIN_FILENO) == 1)
        file = ::open("/dev/stdin", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    return file >= 0 ? file : ::dup(STDIN_FILENO);
}

} // namespace

Keyboard::Keyboard(asio::io_context& loop)
    : input_(loop, own_standard_input()) {}

void Keyboard::read(Typed typed) {
    input_.async_read_some(
        asio::buffer(buffer_), [this, typed = std::move(typed)](
                                   asio::error_code error, std::size_t size) {
            typed(error ? std::string() : with_crlf({buffer_.data(), size}));
        });
}

std::string Keyboard::with_crlf(std::string_view text) {
    std::string lines;
    for (const char octet : text) {
        if (octet == '\n' && last_ != '\r') lines += '\r';
        lines += octet;
        last_ = octet;
    }
    return lines;
}
