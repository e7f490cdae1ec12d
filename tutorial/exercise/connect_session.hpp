#pragma once

#include "common/session.hpp"

#include <memory>

namespace exercise {

/// The whole of a client's `main`, but what it says: connects to
/// 127.0.0.1:PORT, PORT being the program's only argument, and drives
/// `session` until the connection has ended. Returns the exit code: 0 when the
/// session has finished, 1 when the server closed before, or is not there.
///
/// `tick()` is called ten times a second. May be called again, for a client
/// that connects anew.
int connect_session(int argc, char** argv, std::unique_ptr<Session> session);

} // namespace exercise
