#pragma once

#include "common/session.hpp"

#include <functional>
#include <memory>

namespace exercise {

/// Makes the session of a new client.
using MakeSession = std::function<std::unique_ptr<Session>()>;

/// The `main` of a server, except for its sessions. Listens on 127.0.0.1:PORT,
/// where PORT is the program's only argument, and gives each client its own
/// session until Ctrl-C. Returns the exit code.
///
/// Everything happens on one thread. A session is destroyed as soon as its
/// connection has ended. When one session has received something,
/// `mailbox_changed()` is called on all sessions, and their output is sent.
/// `tick()` is called ten times a second.
int serve_sessions(int argc, char** argv, MakeSession make);

} // namespace exercise
