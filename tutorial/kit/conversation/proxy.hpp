#pragma once

#include "common/net/listener.hpp"
#include "common/transcript/side.hpp"
#include "common/transcript/transcript.hpp"

#include <asio/io_context.hpp>
#include <memory>
#include <string_view>
#include <vector>

namespace kit {

/// Stands between clients and a server, hands on what each sends, and tells an
/// observer.
class Proxy {
public:
    class Observer {
    public:
        virtual ~Observer() = default;
        virtual void opened(transcript::Connection connection,
                            std::string_view from) = 0;
        virtual void passed(transcript::Connection connection,
                            transcript::Side from, std::string_view octets) = 0;
        virtual void closed(transcript::Connection connection) = 0;
        /// Called when the server could not be reached.
        virtual void refused(transcript::Connection connection,
                             std::string_view why) = 0;
    };

    /// `loop` and `observer` must outlive it. Throws std::system_error when it
    /// cannot listen, or when the server's name is not known.
    Proxy(asio::io_context& loop, const net::Address& listen,
          const net::Address& server, Observer& observer);

    net::Address address() const { return listener_.address(); }

private:
    void accept(net::Socket socket);

    asio::io_context& loop_;
    std::vector<asio::ip::tcp::endpoint> server_;
    Observer& observer_;
    net::Listener listener_;
    transcript::Connection last_ = 0;
};

} // namespace kit
