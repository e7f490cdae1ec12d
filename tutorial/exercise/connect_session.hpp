#pragma once

#include "common/session.hpp"

#include <memory>

namespace exercise {

/// The `main` of a client, except for its session. Connects to 127.0.0.1:PORT,
/// where PORT is the program's only argument, and drives `session` until the
/// connection has ended. Returns the exit code: 0 if the session has finished,
/// 1 if the server closed before that or is not there.
///
/// `tick()` is called ten times a second. A client that connects again may call
/// this function again.
int connect_session(int argc, char** argv, std::unique_ptr<Session> session);

} // namespace exercise
