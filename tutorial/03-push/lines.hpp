#pragma once

#include "common/framing/framer.hpp"

#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <string>
#include <string_view>

/// A client's connection to 127.0.0.1, for lines. It blocks.
class Lines {
public:
    /// Throws std::system_error when nobody listens there.
    explicit Lines(std::uint16_t port);

    /// Sends `line` and its CRLF.
    void say(std::string_view line);

    /// Waits for the next line, and returns it without its end. Throws
    /// std::system_error when the server has closed the connection.
    std::string hear();

private:
    asio::io_context loop_;
    asio::ip::tcp::socket socket_;
    framing::Framer framer_;
    std::array<char, 1024> portion_;
    std::string_view came_; ///< of `portion_`, and not yet cut
};

/// The port that the command line names, 1430 if none. Explains itself and
/// ends the program when it is no port; `does` is what the program does.
std::uint16_t port_of(int argc, char** argv, std::string_view does);
