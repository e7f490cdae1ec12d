#pragma once

#include <cstdint>

/// The yardstick: a server that is nothing but epoll(7) and send(2).
///
/// It knows two commands by their first letter: `idle` gets `+ idling`, and
/// anything else is a post: one line to everyone who idles, then `ok N`. No
/// grammar, no mailbox, no limits, no slow readers. Listens on a free port of
/// 127.0.0.1, writes its number to `port_pipe`, and serves until it is killed.
[[noreturn]] void run_bare_loop(int port_pipe);
