#pragma once

#include <cstddef>
#include <sys/types.h>

namespace kit::pages {

/// Gives this process a network of its own, which holds nothing but a loopback
/// interface: every port is free. False where the kernel forbids that. It is
/// called in a child, between fork() and exec().
bool enter_private_loopback();

/// Returns the number of TCP sockets that listen in the network of a process.
std::size_t listening_sockets(pid_t process);

} // namespace kit::pages
