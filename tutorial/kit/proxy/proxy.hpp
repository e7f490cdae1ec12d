#pragma once

#include "common/net/listener.hpp"
#include "common/transcript/side.hpp"
#include "common/transcript/transcript.hpp"

#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kit::proxy {

/// Stands between clients and a server. A handler is given what each says, and
/// decides what is handed on.
class Proxy {
public:
    /// A client's connection and the one to the server that was made for it.
    class Pair {
    public:
        virtual ~Pair() = default;
        virtual transcript::Connection number() const = 0;
        /// Sends octets to that side, as a segment of their own if it can be.
        virtual void send(transcript::Side to, std::string octets) = 0;
        /// Tells that side that nothing will follow. When both sides have been
        /// told, the pair is closed.
        virtual void end(transcript::Side to) = 0;
        /// Breaks both connections off at once: the client hears an RST.
        virtual void reset() = 0;
    };

    class Handler {
    public:
        virtual ~Handler() = default;
        /// `from` is the client's address. The pair may be kept.
        virtual void opened(const std::shared_ptr<Pair>& pair,
                            std::string_view from) = 0;
        virtual void received(Pair& pair, transcript::Side from,
                              std::string octets) = 0;
        /// That side will say nothing more: it has closed, or broken off.
        virtual void ended(Pair& pair, transcript::Side from) = 0;
        virtual void closed(transcript::Connection connection) = 0;
        /// Called when the server could not be reached.
        virtual void refused(transcript::Connection connection,
                             std::string_view why) = 0;
    };

    /// `loop` and `handler` must outlive it. Throws std::system_error when it
    /// cannot listen, or when the server's name is not known.
    Proxy(asio::io_context& loop, const net::Address& listen,
          const net::Address& server, Handler& handler);

    net::Address address() const { return listener_.address(); }

private:
    void accept(net::Socket socket);

    asio::io_context& loop_;
    std::vector<asio::ip::tcp::endpoint> server_;
    Handler& handler_;
    net::Listener listener_;
    transcript::Connection last_ = 0;
};

} // namespace kit::proxy
