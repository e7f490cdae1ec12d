#include "tutorial/kit/conversation/proxy.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/write.hpp>

namespace kit {

using transcript::Side;

namespace {

/// One client and its connection to the server.
class ProxiedConnection
    : public std::enable_shared_from_this<ProxiedConnection> {
public:
    ProxiedConnection(transcript::Connection number, net::Socket client,
                      net::Socket server, Proxy::Observer& observer)
        : number_(number), client_(std::move(client)),
          server_(std::move(server)), observer_(observer) {}

    void start(const std::vector<asio::ip::tcp::endpoint>& endpoints);

private:
    /// One direction. It reads again when what it has read is written.
    struct Direction {
        Side from;
        net::Socket& source;
        net::Socket& target;
        std::array<char, 4096> portion{};
    };
    void read_from(Direction& direction);
    void forward(Direction& direction, std::size_t count);
    void end(Direction& direction);
    void close();

    transcript::Connection number_;
    net::Socket client_;
    net::Socket server_;
    Proxy::Observer& observer_;
    Direction up_{Side::client, client_, server_};
    Direction down_{Side::server, server_, client_};
    bool one_ended_ = false;
};

void ProxiedConnection::start(
    const std::vector<asio::ip::tcp::endpoint>& endpoints) {
    asio::async_connect(
        server_, endpoints,
        [self = shared_from_this()](asio::error_code error,
                                    const asio::ip::tcp::endpoint&) {
            if (error) {
                self->observer_.refused(self->number_, error.message());
                return self->close();
            }
            net::prepare(self->server_);
            self->read_from(self->up_);
            self->read_from(self->down_);
        });
}

void ProxiedConnection::read_from(Direction& direction) {
    direction.source.async_read_some(
        asio::buffer(direction.portion),
        [self = shared_from_this(), &direction](asio::error_code error,
                                                std::size_t count) {
            if (!self->client_.is_open()) return;
            if (error) return self->end(direction);
            const std::string_view octets(direction.portion.data(), count);
            self->observer_.passed(self->number_, direction.from, octets);
            self->forward(direction, count);
        });
}

void ProxiedConnection::forward(Direction& direction, std::size_t count) {
    asio::async_write(direction.target, asio::buffer(direction.portion, count),
                      [self = shared_from_this(),
                       &direction](asio::error_code error, std::size_t) {
                          if (!self->client_.is_open()) return;
                          if (error) return self->close();
                          self->read_from(direction);
                      });
}

/// Handles the end of one direction; the other side may still speak. A broken
/// connection is handed on as an end, too.
void ProxiedConnection::end(Direction& direction) {
    asio::error_code ignored;
    direction.target.shutdown(net::Socket::shutdown_send, ignored);
    if (std::exchange(one_ended_, true)) close();
}

void ProxiedConnection::close() {
    asio::error_code ignored;
    client_.close(ignored);
    server_.close(ignored);
    observer_.closed(number_);
}

} // namespace

Proxy::Proxy(asio::io_context& loop, const net::Address& listen,
             const net::Address& server, Observer& observer)
    : loop_(loop), server_(net::resolve(loop, server)), observer_(observer),
      listener_(loop, net::resolve(loop, listen).front(),
                [this](net::Socket socket) { accept(std::move(socket)); }) {}

void Proxy::accept(net::Socket socket) {
    asio::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return; // gone already
    net::prepare(socket);
    const auto number = ++last_;
    observer_.opened(
        number, print(net::Address{peer.address().to_string(), peer.port()}));
    std::make_shared<ProxiedConnection>(number, std::move(socket),
                                        net::Socket(loop_), observer_)
        ->start(server_);
}

} // namespace kit
