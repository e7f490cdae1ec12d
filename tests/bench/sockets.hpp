#pragma once

#include <cstddef>
#include <cstdint>

/// The few system calls that the benchmark's two ends share. What fails, ends
/// the program with the call's name and reason.

long check(long result, const char* call);
int check(int result, const char* call);

int listen_on_loopback();
int connect_to_loopback(std::uint16_t port);
std::uint16_t port_of(int socket);
void set_no_delay(int socket);
void watch_input(int poll, int socket);

/// Makes room for so many sockets, as far as the system lets us.
void allow_many_files(std::size_t clients);
