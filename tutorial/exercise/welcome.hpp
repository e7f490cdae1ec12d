#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <exception>
#include <functional>

/// Accepts clients for ever, as chapter 2 does it, and hands over each one's
/// socket. When too many files are open, waits until some client leaves.
asio::awaitable<void>
welcome(asio::ip::tcp::acceptor& door,
        std::function<void(asio::ip::tcp::socket)> accepted);

/// Ends the program when a coroutine has thrown: an exception is a mistake of
/// ours. It is the last argument of `asio::co_spawn`.
void rethrow(std::exception_ptr thrown);
