#include "proto_server/server.hpp"

#include "proto_server/login/origin.hpp"

#include <asio/buffer.hpp>
#include <asio/error.hpp>
#include <asio/post.hpp>
#include <iostream>
#include <utility>

namespace server {

Server::Server(asio::io_context& loop, Log& log, const Places& places)
    : loop_(loop), log_(log), turns_(loop), timer_(loop), places_(places),
      newcomers_(places.login_time), address_quota_(places.per_address.value_or(
                                         server::limits::clients_per_address)) {
    schedule_tick();
}

Server::~Server() = default;

void Server::Log::failed(std::string_view who, std::string_view what) {
    std::cerr << "proto_server: internal error: " << who << ": " << what
              << std::endl;
}

void Server::report(std::string_view who, std::string_view what) {
    try {
        log_.failed(who, what);
    } catch (const std::exception&) {
        // There is no memory left to say it with.
    }
}

void Server::offer_tls(FilterFactory make_filter) {
    make_filter_ = std::move(make_filter);
}

std::vector<net::Address> Server::listen(const net::Address& address,
                                         SessionFactory make_session, Tls tls) {
    std::vector<net::Address> addresses;
    for (const auto& endpoint : net::resolve(loop_, address)) {
        listeners_.emplace_back(
            loop_, endpoint, [this, make_session, tls](net::Socket socket) {
                try {
                    accept(std::move(socket), make_session, tls);
                } catch (const std::exception& error) {
                    report("a new client", error.what());
                }
            });
        addresses.push_back(listeners_.back().address());
    }
    return addresses;
}

void Server::accept(net::Socket socket, const SessionFactory& make_session,
                    Tls tls) {
    asio::error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return; // gone already
    const auto from = login::origin(peer.address());
    if (open_clients_ >= places_.clients && !make_room({})) {
        refuse(std::move(socket), make_session(from),
               "too many clients, at most " + std::to_string(places_.clients),
               tls);
        return;
    }
    const bool counts =
        places_.per_address.has_value() || !peer.address().is_loopback();
    auto slot = counts ? address_quota_.take(from) : nullptr;
    if (counts && !slot && make_room(from)) slot = address_quota_.take(from);
    if (counts && !slot) {
        refuse(std::move(socket), make_session(from),
               "too many clients from " + from + ", at most " +
                   std::to_string(address_quota_.limit()),
               tls);
        return;
    }
    auto client = std::make_shared<net::Connection>(
        std::move(socket), make_session(from), *this, ++last_number_,
        tls == Tls::at_once ? make_filter_() : nullptr);
    log_.opened(client->number(),
                print(net::Address{peer.address().to_string(), peer.port()}));
    clients_.push_back(client);
    if (slot) address_slots_.emplace(client->number(), std::move(slot));
    ++open_clients_;
    client->start();
    newcomers_.add(client, from);
}

/// Ends the client that has been here longest without a login, if that is too
/// long: of those from `from`, or of all. Returns false if there is none.
bool Server::make_room(const std::optional<std::string>& from) {
    const auto client = newcomers_.take_oldest(from);
    if (!client) return false;
    client->talk([](Session& session) {
        session.say_bye("others wait for this place; log in sooner");
    });
    client->close("it did not log in, and others waited for its place");
    return true;
}

/// Told why by a session that ends with that, so that a crowd outside costs
/// nothing. A handshake would cost something: behind TLS it is not told.
void Server::refuse(net::Socket socket, std::unique_ptr<Session> session,
                    const std::string& why, Tls tls) {
    log_.refused(why);
    if (tls == Tls::at_once) return;
    net::prepare(socket);
    session->say_bye(why);
    asio::error_code ignored;
    socket.write_some(asio::buffer(session->output()), ignored);
    socket.shutdown(net::Socket::shutdown_both, ignored);
}

void Server::schedule_tick() {
    timer_.expires_after(std::chrono::seconds(1));
    timer_.async_wait([this](asio::error_code error) {
        if (error || stopping_) return; // the timer times the goodbye now
        tick();
        schedule_tick();
    });
}

void Server::tick() {
    const auto now = Clock::now();
    newcomers_.tick(now);
    for (const auto& client : clients_) client->tick(now);
}

/// Gives back what closed connections hold, in the same turn of the loop.
/// Otherwise a client that connects and leaves fast enough could fill our
/// memory.
void Server::schedule_sweep() {
    if (std::exchange(sweep_scheduled_, true)) return;
    asio::post(loop_, [this] {
        sweep_scheduled_ = false;
        std::erase_if(clients_,
                      [](const auto& client) { return !client->is_open(); });
    });
}

void Server::stop() {
    if (std::exchange(stopping_, true)) return;
    for (auto& listener : listeners_) listener.close();
    for (const auto& client : clients_) {
        client->talk(
            [](Session& session) { session.say_bye("server is stopping"); });
    }
    timer_.expires_after(server::limits::goodbye);
    timer_.async_wait([this](asio::error_code) { loop_.stop(); });
    if (open_clients_ == 0) timer_.cancel();
}

std::unique_ptr<net::Filter> Server::start_tls(const net::Connection&) {
    return make_filter_();
}

void Server::received(const net::Connection& client, std::string_view bytes) {
    log_.received(client.number(), bytes);
}

void Server::sent(const net::Connection& client, std::string_view bytes) {
    log_.sent(client.number(), bytes);
}

void Server::failed(const net::Connection& client, std::string_view what) {
    report("client " + std::to_string(client.number()), what);
}

void Server::closed(net::Connection& client, std::string_view why) {
    --open_clients_;
    address_slots_.erase(client.number());
    log_.closed(client.number(), why);
    schedule_sweep();
    if (stopping_ && open_clients_ == 0) timer_.cancel();
}

} // namespace server
