#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

/// Listens on 127.0.0.1 at the port on the command line, or at 1430, and prints
/// that on a terminal. If it cannot listen, it says why and ends the program.
/// Ctrl-C says bye and ends the program, too.
asio::ip::tcp::acceptor open_door(asio::io_context& loop, int argc,
                                  char** argv);
