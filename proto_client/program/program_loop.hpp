#pragma once

#include <asio/io_context.hpp>

/// The one loop of the program.
///
/// It is never destroyed: that would wait for a name that is being resolved,
/// and whoever has pressed Ctrl-C would wait with it.
asio::io_context& program_loop();
