#pragma once

#include <cstdint>

/// The server with which ours is compared: it is only epoll(7) and send(2).
///
/// It knows two commands by their first letter: `idle` gets `+ idling`, and
/// anything else is a post: one line to each idling client, then `ok N`. It has
/// no grammar, no mailbox and no limits. It listens on a free port of
/// 127.0.0.1, writes the port's number to `port_pipe`, and serves until it is
/// killed.
[[noreturn]] void run_bare_loop(int port_pipe);
