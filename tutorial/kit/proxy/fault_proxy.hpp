#pragma once

#include "common/transcript/live.hpp"
#include "tutorial/kit/proxy/injector.hpp"
#include "tutorial/kit/proxy/proxy.hpp"

#include <asio/steady_timer.hpp>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>

namespace kit::proxy {

/// Drives an injector between real clients and a real server.
class FaultProxy : private Proxy::Handler {
public:
    class Owner {
    public:
        virtual ~Owner() = default;
        /// Delivers the message of that name, or removes it, and then calls
        /// `done` of the proxy.
        virtual void mail(const Injector::Mail& mail) = 0;
        /// The script has gone on, or something else has happened.
        virtual void went_on() = 0;
    };

    /// Everything must outlive it. What passes, and what the script does, is
    /// written to `story`. Throws std::system_error when it cannot listen.
    FaultProxy(asio::io_context& loop, const net::Address& listen,
               const net::Address& server, const Scenario& scenario,
               std::ostream& story, bool colour, Owner& owner);

    net::Address address() const { return proxy_.address(); }
    const Injector& injector() const { return injector_; }
    unsigned connections() const { return connections_; }

    /// The `Mail` that the owner was asked for is done.
    void done();

private:
    void opened(const std::shared_ptr<Proxy::Pair>& pair,
                std::string_view from) override;
    void received(Proxy::Pair& pair, transcript::Side from,
                  std::string octets) override;
    void ended(Proxy::Pair& pair, transcript::Side from) override;
    void closed(transcript::Connection connection) override;
    void refused(transcript::Connection connection,
                 std::string_view why) override;

    void follow();
    void perform(const Injector::Effect& effect);
    void wait();

    Injector injector_;
    std::ostream& story_;
    transcript::LiveWire live_;
    Owner& owner_;
    asio::steady_timer timer_;
    std::map<transcript::Connection, std::shared_ptr<Proxy::Pair>> pairs_;
    unsigned connections_ = 0; ///< that were made so far
    Proxy proxy_;
};

} // namespace kit::proxy
