#include "proto_client/visits/keyboard.hpp"

#include <asio/buffer.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace client {

namespace {

/// Returns a descriptor for standard input that Asio may read.
///
/// Asio makes what it reads non-blocking, and that holds for every process that
/// shares the open file: the shell that we were started from, for example. So a
/// terminal or a pipe is opened again, which makes an open file of our own. A
/// file on disk is not: it would be read from its beginning.
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

void Keyboard::read(OnLine on_line) {
    input_.async_read_some(
        asio::buffer(buffer_), [this, on_line = std::move(on_line)](
                                   asio::error_code error, std::size_t size) {
            on_line(error ? std::string() : with_crlf({buffer_.data(), size}));
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

} // namespace client
