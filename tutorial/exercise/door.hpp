#pragma once

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

/// Listens on 127.0.0.1 at the port that stands on the command line, 1430
/// where none does, and says so where a person looks. When that cannot be done,
/// says why and ends the program. Ctrl-C says bye and ends it, too.
asio::ip::tcp::acceptor open_door(asio::io_context& loop, int argc,
                                  char** argv);
