#include "tutorial/exercise/connect_session.hpp"

#include "common/net/connection.hpp"
#include "common/net/listener.hpp"
#include "tutorial/exercise/port.hpp"

#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <csignal>
#include <iostream>
#include <utility>

namespace exercise {

namespace {

class Only : public net::Connection::Observer {
public:
    Only(asio::io_context& loop, net::Socket socket,
         std::unique_ptr<Session> session)
        : loop_(loop), timer_(loop), signals_(loop),
          connection_(std::make_shared<net::Connection>(
              std::move(socket), std::move(session), *this, 1)) {
        signals_.add(SIGINT);
        signals_.add(SIGTERM);
        signals_.async_wait([this](asio::error_code error, int) {
            if (error) return;
            connection_->session().say_bye({});
            connection_->flush();
            connection_->close("Ctrl-C");
        });
        connection_->start();
        schedule_tick();
    }

    bool finished() const { return connection_->session().finished(); }

private:
    void closed(net::Connection&, std::string_view why) override {
        if (!finished()) std::cerr << "connection lost: " << why << "\n";
        loop_.stop();
    }

    void schedule_tick() {
        timer_.expires_after(std::chrono::milliseconds(100));
        timer_.async_wait([this](asio::error_code error) {
            if (error) return;
            connection_->tick(Clock::now());
            schedule_tick();
        });
    }

    asio::io_context& loop_;
    asio::steady_timer timer_;
    asio::signal_set signals_;
    std::shared_ptr<net::Connection> connection_;
};

} // namespace

int connect_session(int argc, char** argv,
                    std::unique_ptr<Session> session) try {
    const auto where = address(argc, argv, "connects to");
    if (!where) return 2;
    asio::io_context loop(1);
    net::Socket socket(loop);
    socket.connect(net::resolve(loop, *where).front());
    Only only(loop, std::move(socket), std::move(session));
    loop.run();
    return only.finished() ? 0 : 1;
} catch (const std::system_error& error) {
    std::cerr << argv[0] << ": nobody listens on port " << argv[1] << ": "
              << error.what() << "\nIs the server running?\n";
    return 1;
}

} // namespace exercise
