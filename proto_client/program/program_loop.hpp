#pragma once

#include <asio/io_context.hpp>

namespace client {

/// Returns the event loop of the program.
///
/// The loop is never destroyed. To destroy it while a host's name is being
/// resolved would wait for the name server, perhaps long after Ctrl-C.
asio::io_context& program_loop();

} // namespace client
