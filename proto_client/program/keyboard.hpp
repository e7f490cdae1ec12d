#pragma once

#include <array>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <functional>
#include <string>

#include "proto_client/limits.hpp"

/// Standard input: a terminal, a pipe or a file, read without blocking.
class Keyboard {
public:
    /// What was typed, each line with CRLF at its end; empty at the end.
    using Typed = std::function<void(std::string)>;

    explicit Keyboard(asio::io_context& loop);

    /// Calls `typed` once.
    void read(Typed typed);

private:
    std::string with_crlf(std::string_view text);

    asio::posix::stream_descriptor input_;
    std::array<char, client_limits::shell_portion> buffer_;
    char last_ = 0; ///< octet of the portion before
};
