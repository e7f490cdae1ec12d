#include "tutorial/exercise/welcome.hpp"

#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

using asio::ip::tcp;

asio::awaitable<void> welcome(tcp::acceptor& door,
                              std::function<void(tcp::socket)> accepted) {
    asio::steady_timer pause(door.get_executor());
    asio::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    for (;;) {
        auto socket = co_await door.async_accept(token);
        if (!error) {
            accepted(std::move(socket));
            continue;
        }
        pause.expires_after(std::chrono::milliseconds(100));
        co_await pause.async_wait(token);
    }
}

void rethrow(std::exception_ptr thrown) {
    if (thrown) std::rethrow_exception(thrown);
}
