#pragma once

#include <cstddef>
#include <cstdint>

/// System calls that both ends of the benchmark use. One that fails ends the
/// program with the call's name and the reason.

long check(long result, const char* call);
int check(int result, const char* call);

int listen_on_loopback();
int connect_to_loopback(std::uint16_t port);
std::uint16_t port_of(int socket);
void set_no_delay(int socket);
void watch_input(int poll, int socket);

/// Raises the limit of open files for `clients` sockets, as far as allowed.
void allow_many_files(std::size_t clients);
