#pragma once

#include <array>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <functional>
#include <string>

#include "proto_client/limits.hpp"

namespace client {

/// Reads standard input (a terminal, a pipe or a file) without blocking.
class Keyboard {
public:
    /// Called with the next portion of the input, in which every line ends in
    /// CRLF; with an empty text at the end of the input.
    using OnLine = std::function<void(std::string)>;

    explicit Keyboard(asio::io_context& loop);

    /// Calls `on_line` once, when there is input.
    void read(OnLine on_line);

private:
    std::string with_crlf(std::string_view text);

    asio::posix::stream_descriptor input_;
    std::array<char, limits::shell_portion> buffer_;
    char last_ = 0; ///< the last octet of the portion before
};

} // namespace client
