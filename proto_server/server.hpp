#pragma once

#include "common/net/connection.hpp"
#include "common/net/listener.hpp"
#include "common/net/turns.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/login/connection_quota.hpp"
#include "proto_server/newcomers.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace server {

/// Serves many clients on one thread, in turns.
class Server : public net::Connection::Observer {
public:
    /// `from` is the client's address, for limits.
    using SessionFactory =
        std::function<std::unique_ptr<Session>(const std::string& from)>;
    using FilterFactory = std::function<std::unique_ptr<net::Filter>()>;
    /// When TLS begins: with the first octet, or if a session wants it.
    enum class Tls : std::uint8_t { at_once, when_wanted };

    /// Is told what passes, for people to read.
    class Log {
    public:
        virtual ~Log() = default;
        virtual void opened(std::uint32_t, std::string_view /*from*/) {}
        virtual void received(std::uint32_t, std::string_view) {}
        virtual void sent(std::uint32_t, std::string_view) {}
        virtual void closed(std::uint32_t, std::string_view /*why*/) {}
        virtual void refused(std::string_view /*why*/) {}
        /// An exception, `what`: a fault of ours, or no memory. `who` has
        /// lost the connection by it, and nobody else. Unless this is
        /// overridden, it is a line on standard error.
        virtual void failed(std::string_view who, std::string_view what);
    };

    /// How many clients there may be. Clients of this machine count only in a
    /// `per_address` that is given.
    struct Places {
        std::uint32_t clients = server::limits::clients;
        std::optional<std::uint32_t> per_address = {};
        std::chrono::seconds login_time = server::limits::login_time;
    };

    /// `loop` and `log` outlive the server.
    Server(asio::io_context& loop, Log& log, const Places& places);
    Server(asio::io_context& loop, Log& log) : Server(loop, log, Places()) {}
    ~Server() override;

    /// Tells the operator what was thrown while it worked for `who`.
    void report(std::string_view who, std::string_view what);

    /// Offers TLS from now on: each client gets a filter of its own.
    void offer_tls(FilterFactory make_filter);

    /// Serves the dialect of `make_session` at every number of `address`, and
    /// returns where that is. Throws std::system_error.
    std::vector<net::Address> listen(const net::Address& address,
                                     SessionFactory make_session,
                                     Tls tls = Tls::when_wanted);

    /// Says bye to every client. The loop ends when all have heard it, or after
    /// `server::limits::goodbye`.
    void stop();

private:
    void accept(net::Socket socket, const SessionFactory& make_session,
                Tls tls);
    bool make_room(const std::optional<std::string>& from);
    void refuse(net::Socket socket, std::unique_ptr<Session> session,
                const std::string& why, Tls tls);
    void schedule_tick();
    void tick();
    void schedule_sweep();

    std::unique_ptr<net::Filter> start_tls(const net::Connection&) override;
    void received(const net::Connection& client,
                  std::string_view bytes) override;
    void sent(const net::Connection& client, std::string_view bytes) override;
    void busy(net::Connection& client) override { turns_.add_busy(client); }
    void woken(net::Connection& client) override { turns_.add_woken(client); }
    void failed(const net::Connection& client, std::string_view what) override;
    void closed(net::Connection& client, std::string_view why) override;

    asio::io_context& loop_;
    Log& log_;
    FilterFactory make_filter_;
    std::list<net::Listener> listeners_;
    net::Turns turns_;
    std::vector<std::shared_ptr<net::Connection>> clients_;
    asio::steady_timer timer_;
    Places places_;
    Newcomers newcomers_;
    login::ConnectionQuota address_quota_;
    /// The places that clients take, by their numbers.
    std::unordered_map<std::uint32_t,
                       std::unique_ptr<login::ConnectionQuota::Slot>>
        address_slots_;
    std::uint32_t open_clients_ = 0;
    std::uint32_t last_number_ = 0;
    bool sweep_scheduled_ = false;
    bool stopping_ = false;
};

} // namespace server
