#include "proto_client/program/dialler.hpp"

#include "proto_client/limits.hpp"

#include <asio/connect.hpp>
#include <asio/error.hpp>
#include <fcntl.h>
#include <utility>

namespace client {

Dialler::Dialler(asio::io_context& loop, net::Address address,
                 std::string_view refused)
    : address_(std::move(address)), refused_(refused), loop_(loop),
      resolver_(loop), socket_(loop.get_executor()), deadline_(loop) {}

/// Returns what the user can do about `error`.
std::string_view Dialler::cure(const asio::error_code& error) const {
    if (error == asio::error::connection_refused) return refused_;
    if (error == asio::error::host_not_found ||
        error == asio::error::host_not_found_try_again)
        return "is the name right, and the network there?";
    return "is the address right, and the network there?";
}

void Dialler::dial(OnResult on_result) {
    on_result_ = std::move(on_result);
    const auto attempt = ++attempt_;
    deadline_.expires_after(limits::connect_deadline);
    deadline_.async_wait([=, this](asio::error_code error) {
        if (!error && attempt == attempt_) fail(asio::error::timed_out);
    });
    resolver_.async_resolve(address_.host, std::to_string(address_.port),
                            [=, this](asio::error_code error,
                                      const Resolver::results_type& numbers) {
                                if (attempt != attempt_) return;
                                if (error) return fail(error);
                                connect(numbers);
                            });
}

void Dialler::connect(const Resolver::results_type& numbers) {
    asio::async_connect(
        socket_, numbers,
        [this, attempt = attempt_](asio::error_code error,
                                   const asio::ip::tcp::endpoint&) {
            if (attempt != attempt_) return;
            if (error) return fail(error);
            // The command of --exec must not inherit the connection and so
            // hold it open.
            ::fcntl(socket_.native_handle(), F_SETFD, FD_CLOEXEC);
            finish(std::move(socket_));
        });
}

void Dialler::fail(const asio::error_code& error) {
    const auto why = error == asio::error::timed_out
                         ? std::string("no answer in time")
                         : error.message();
    finish(tl::make_unexpected("cannot connect to " + print(address_) + ": " +
                               why + " (" + std::string(cure(error)) + ")"));
}

void Dialler::finish(Result result) {
    ++attempt_;
    socket_ = net::Socket(loop_.get_executor());
    deadline_.cancel();
    std::exchange(on_result_, {})(std::move(result));
}

} // namespace client
