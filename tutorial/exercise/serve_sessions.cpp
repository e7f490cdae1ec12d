#include "tutorial/exercise/serve_sessions.hpp"

#include "common/net/connection.hpp"
#include "common/net/listener.hpp"
#include "tutorial/exercise/port.hpp"

#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <csignal>
#include <iostream>
#include <utility>
#include <vector>

namespace exercise {

namespace {

class Sessions : public net::Connection::Observer {
public:
    Sessions(asio::io_context& loop, const net::Address& address,
             const MakeSession& make)
        : loop_(loop), make_(make), timer_(loop), signals_(loop),
          listener_(loop, net::resolve(loop, address).front(),
                    [this](net::Socket socket) { accept(std::move(socket)); }) {
        signals_.add(SIGINT);
        signals_.add(SIGTERM);
        signals_.async_wait([this](asio::error_code error, int) {
            if (!error) stop();
        });
        schedule_tick();
    }

    net::Address address() const { return listener_.address(); }

private:
    void accept(net::Socket socket) {
        auto client = std::make_shared<net::Connection>(
            std::move(socket), make_(), *this, ++last_number_);
        clients_.push_back(client);
        client->start();
    }

    void received(const net::Connection&, std::string_view) override {
        schedule_look();
    }

    void closed(net::Connection&, std::string_view) override {
        schedule_look();
    }

    /// Nudges every session in the next turn of the loop. It must not do so
    /// now, because a session may be in the middle of receive().
    void schedule_look() {
        if (std::exchange(look_scheduled_, true)) return;
        asio::post(loop_, [this] {
            look_scheduled_ = false;
            std::erase_if(clients_, [](const auto& client) {
                return !client->is_open();
            });
            for (const auto& client : clients_) client->wake();
        });
    }

    void schedule_tick() {
        timer_.expires_after(std::chrono::milliseconds(100));
        timer_.async_wait([this](asio::error_code error) {
            if (error) return;
            const auto now = Clock::now();
            for (const auto& client : clients_) client->tick(now);
            schedule_tick();
        });
    }

    void stop() {
        std::cout << "bye" << std::endl;
        for (const auto& client : clients_) {
            client->session().say_bye("server is stopping");
            client->flush();
        }
        loop_.stop();
    }

    asio::io_context& loop_;
    const MakeSession& make_;
    std::vector<std::shared_ptr<net::Connection>> clients_;
    asio::steady_timer timer_;
    asio::signal_set signals_;
    net::Listener listener_;
    std::uint32_t last_number_ = 0;
    bool look_scheduled_ = false;
};

} // namespace

int serve_sessions(int argc, char** argv, MakeSession make) try {
    const auto where = address(argc, argv, "listens on");
    if (!where) return 2;
    asio::io_context loop(1);
    Sessions sessions(loop, *where, make);
    std::cout << "listening on " << print(sessions.address()) << std::endl;
    loop.run();
    return 0;
} catch (const std::system_error& error) {
    std::cerr << argv[0] << ": cannot listen on port " << argv[1] << ": "
              << error.what() << "\n";
    return 1;
}

} // namespace exercise
