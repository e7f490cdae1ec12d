#include "tutorial/kit/proxy/proxy.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/write.hpp>
#include <deque>

namespace kit::proxy {

using transcript::Side;

namespace {

/// Both sockets, and the octets that wait to be sent to each.
///
/// A side is read only while nothing waits to be sent to the other one. So a
/// side that does not read is soon not read from either.
class ProxiedPair : public Proxy::Pair,
                    public std::enable_shared_from_this<ProxiedPair> {
public:
    ProxiedPair(transcript::Connection number, net::Socket client,
                net::Socket server, Proxy::Handler& handler)
        : number_(number), client_{Side::client, std::move(client)},
          server_{Side::server, std::move(server)}, handler_(handler) {}

    void start(const std::vector<asio::ip::tcp::endpoint>& endpoints);

    transcript::Connection number() const override { return number_; }
    void send(Side to, std::string octets) override;
    void end(Side to) override;
    void reset() override;

private:
    struct End {
        Side side;
        net::Socket socket;
        std::array<char, 4096> portion{};
        std::deque<std::string> unsent{};
        bool reading = false;
        bool writing = false;
        bool silent = false; ///< it will say nothing more
        bool told = false;   ///< nothing will be sent behind `unsent`
        bool shut = false;   ///< it has heard so
    };
    End& end_of(Side side) { return side == Side::client ? client_ : server_; }
    void read(End& from);
    void write(End& to);
    void shut(End& to);
    void close();

    transcript::Connection number_;
    End client_;
    End server_;
    Proxy::Handler& handler_;
    bool connected_ = false;
    bool closed_ = false;
};

void ProxiedPair::start(const std::vector<asio::ip::tcp::endpoint>& endpoints) {
    asio::async_connect(
        server_.socket, endpoints,
        [self = shared_from_this()](asio::error_code error,
                                    const asio::ip::tcp::endpoint&) {
            if (self->closed_) return;
            if (error) {
                self->handler_.refused(self->number_, error.message());
                return self->close();
            }
            net::prepare(self->server_.socket);
            self->connected_ = true;
            self->write(self->server_);
            self->read(self->client_);
            self->read(self->server_);
        });
}

void ProxiedPair::read(End& from) {
    if (closed_ || !connected_ || from.reading || from.silent) return;
    if (!end_of(other(from.side)).unsent.empty()) return;
    from.reading = true;
    from.socket.async_read_some(
        asio::buffer(from.portion),
        [self = shared_from_this(), &from](asio::error_code error,
                                           std::size_t count) {
            from.reading = false;
            if (self->closed_) return;
            from.silent = static_cast<bool>(error);
            if (from.silent) return self->handler_.ended(*self, from.side);
            self->handler_.received(*self, from.side,
                                    {from.portion.data(), count});
            self->read(from);
        });
}

void ProxiedPair::send(Side to, std::string octets) {
    auto& end = end_of(to);
    if (closed_ || end.told || octets.empty()) return;
    end.unsent.push_back(std::move(octets));
    write(end);
}

void ProxiedPair::write(End& to) {
    if (closed_ || to.writing || (to.side == Side::server && !connected_))
        return;
    if (to.unsent.empty())
        return to.told ? shut(to) : read(end_of(other(to.side)));
    to.writing = true;
    asio::async_write(
        to.socket, asio::buffer(to.unsent.front()),
        [self = shared_from_this(), &to](asio::error_code error, std::size_t) {
            to.writing = false;
            if (self->closed_) return;
            if (error) return self->close();
            to.unsent.pop_front();
            self->write(to);
        });
}

void ProxiedPair::end(Side to) {
    auto& end = end_of(to);
    end.told = true;
    write(end);
}

void ProxiedPair::shut(End& to) {
    if (std::exchange(to.shut, true)) return;
    asio::error_code ignored;
    to.socket.shutdown(net::Socket::shutdown_send, ignored);
    if (client_.shut && server_.shut) close();
}

void ProxiedPair::reset() {
    asio::error_code ignored;
    client_.socket.set_option(asio::socket_base::linger(true, 0), ignored);
    close();
}

void ProxiedPair::close() {
    if (std::exchange(closed_, true)) return;
    const auto self = shared_from_this(); // the handler lets go of it
    asio::error_code ignored;
    client_.socket.close(ignored);
    server_.socket.close(ignored);
    handler_.closed(number_);
}

} // namespace

Proxy::Proxy(asio::io_context& loop, const net::Address& listen,
             const net::Address& server, Handler& handler)
    : loop_(loop), server_(net::resolve(loop, server)), handler_(handler),
      listener_(loop, net::resolve(loop, listen).front(),
                [this](net::Socket socket) { accept(std::move(socket)); }) {}

void Proxy::accept(net::Socket socket) {
    asio::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return; // gone already
    net::prepare(socket);
    const auto pair = std::make_shared<ProxiedPair>(
        ++last_, std::move(socket), net::Socket(loop_), handler_);
    handler_.opened(
        pair, print(net::Address{peer.address().to_string(), peer.port()}));
    pair->start(server_);
}

} // namespace kit::proxy
