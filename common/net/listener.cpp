#include "common/net/listener.hpp"

#include <asio/error.hpp>
#include <asio/ip/v6_only.hpp>
#include <utility>

namespace net {

using asio::ip::tcp;

Listener::Listener(asio::io_context& loop, const tcp::endpoint& endpoint,
                   Accepted accepted)
    : loop_(loop), acceptor_(loop), timer_(loop),
      accepted_(std::move(accepted)) {
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    if (endpoint.address().is_v6())
        acceptor_.set_option(asio::ip::v6_only(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    accept();
}

void Listener::close() {
    asio::error_code ignored;
    acceptor_.close(ignored);
    timer_.cancel();
}

Address Listener::address() const {
    const auto endpoint = acceptor_.local_endpoint();
    return {endpoint.address().to_string(), endpoint.port()};
}

void Listener::accept() {
    acceptor_.async_accept(loop_.get_executor(),
                           [this](asio::error_code error, Socket socket) {
                               if (error == asio::error::operation_aborted)
                                   return;
                               if (error) return pause();
                               accepted_(std::move(socket));
                               accept();
                           });
}

void Listener::pause() {
    timer_.expires_after(std::chrono::milliseconds(100));
    timer_.async_wait([this](asio::error_code error) {
        if (!error) accept();
    });
}

std::vector<tcp::endpoint> resolve(asio::io_context& loop,
                                   const Address& address) {
    tcp::resolver resolver(loop);
    std::vector<tcp::endpoint> endpoints;
    for (const auto& entry :
         resolver.resolve(address.host, std::to_string(address.port)))
        endpoints.push_back(entry.endpoint());
    return endpoints;
}

} // namespace net
