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

/// Ends the program when a coroutine has thrown: an exception is a mistake of
/// ours. It is the last argument of `asio::co_spawn`.
void rethrow(std::exception_ptr thrown);
