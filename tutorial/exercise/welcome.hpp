#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <exception>
#include <functional>

/// Accepts clients for ever, as in chapter 2, and hands over each client's
/// socket. While too many files are open, it waits for a client to leave.
asio::awaitable<void>
welcome(asio::ip::tcp::acceptor& door,
        std::function<void(asio::ip::tcp::socket)> accepted);

/// The completion handler for co_spawn: an exception in a coroutine is a bug of
/// ours, and ends the program.
void rethrow(std::exception_ptr thrown);
