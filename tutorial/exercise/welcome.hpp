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

/// For co_spawn: what a coroutine throws is a mistake of ours, and ends the
/// program.
void rethrow(std::exception_ptr thrown);
