#include "tutorial/kit/proxy/program.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <linux/close_range.h>
#include <unistd.h>

namespace kit::proxy {

/// Cuts one of its two outputs into lines.
struct Program::Reader : std::enable_shared_from_this<Reader> {
    /// The octets of a line that are kept.
    static constexpr std::size_t longest = 10'000;

    Reader(asio::io_context& loop, File file, Stream which, OnLine tell)
        : stream(loop, file.release()), of(which), on_line(std::move(tell)) {}

    void read() {
        stream.async_read_some(asio::buffer(portion),
                               [self = shared_from_this()](
                                   asio::error_code error, std::size_t count) {
                                   if (error) return;
                                   self->take({self->portion.data(), count});
                                   if (self->on_line) self->read();
                               });
    }

    void take(std::string_view octets) {
        for (const char c : octets)
            if (c != '\n') {
                if (line.size() < longest) line += c;
            } else if (on_line) {
                on_line(of, std::exchange(line, {}));
            }
    }

    asio::posix::stream_descriptor stream;
    Stream of;
    OnLine on_line;
    std::array<char, 4096> portion{};
    std::string line;
};

namespace {

/// The sockets of Asio are not O_CLOEXEC. A client that had a copy of one would
/// keep a connection open that we close.
void keep_our_files() {
    ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
}

} // namespace

Program::Program(asio::io_context& loop, const std::string& command,
                 OnLine on_line)
    : Program(loop, command, std::move(on_line), make_pipe(), make_pipe()) {}

Program::Program(asio::io_context& loop, const std::string& command,
                 OnLine on_line, Pipe output, Pipe errors)
    : child_(Child::start(
          {"/bin/sh", "-c", command},
          {.files = {{STDIN_FILENO, ChildOptions::nothing},
                     {STDOUT_FILENO, output.write_end.descriptor()},
                     {STDERR_FILENO, errors.write_end.descriptor()}},
           .prepare = keep_our_files})),
      output_(std::make_shared<Reader>(loop, std::move(output.read_end),
                                       Stream::output, on_line)),
      errors_(std::make_shared<Reader>(loop, std::move(errors.read_end),
                                       Stream::errors, std::move(on_line))) {
    output_->read();
    errors_->read();
}

Program::~Program() {
    for (const auto& reader : {output_, errors_}) {
        reader->on_line = {};
        asio::error_code ignored;
        reader->stream.close(ignored);
    }
}

} // namespace kit::proxy
