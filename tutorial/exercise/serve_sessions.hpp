#pragma once

#include "common/session.hpp"

#include <functional>
#include <memory>

namespace exercise {

/// Makes the server's end of one more conversation.
using MakeSession = std::function<std::unique_ptr<Session>()>;

/// The whole of a server's `main`, but what it says: listens on
/// 127.0.0.1:PORT, PORT being the program's only argument, and gives each
/// client a session of its own until Ctrl-C. Returns the exit code.
///
/// All happens on one thread. A session is destroyed as soon as its client has
/// gone, in whichever way. When one session has received something, all
/// sessions are told `mailbox_changed()`, and what any of them has to say is
/// sent. `tick()` is called ten times a second.
int serve_sessions(int argc, char** argv, MakeSession make);

} // namespace exercise
