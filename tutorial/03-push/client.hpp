#pragma once

#include "common/framing/framer.hpp"
#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"

#include <array>
#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// [house]
class Client;

/// The messages and the idling clients, which all clients share.
struct House {
    std::vector<std::string> messages;
    std::set<Client*> idling; ///< who is told of news
};
// [/house]

// [session]
/// One client: its socket, and what is said with it.
class Client : public std::enable_shared_from_this<Client> {
public:
    Client(asio::ip::tcp::socket socket, House& house)
        : socket_(std::move(socket)), house_(house) {}

    /// Keeps the client alive until the talk is over.
    static asio::awaitable<void> serve(std::shared_ptr<Client> self);

private:
    static asio::awaitable<void> write(std::shared_ptr<Client> self);

    void hear(std::string_view bytes);
    void answer(std::string_view line);
    void answer(const toy::Count&) { say_count(); }
    void answer(const toy::Read& read);
    void answer(const toy::Post& post);
    void answer(const toy::Idle&);
    void answer(const toy::Done&);
    void answer(const toy::Noop&);
    void answer(const toy::Quit&);

    void say_hello();
    void say_count();
    void tell_news();
    void say(const std::string& line);

    asio::ip::tcp::socket socket_;
    House& house_;
    framing::Framer framer_{toy::limits::line};
    std::array<char, 1024> portion_;
    std::string output_;   ///< to be sent
    std::size_t told_ = 0; ///< messages that the client knows of
    bool writing_ = false; ///< `write` is at work
    bool finished_ = false;
};
// [/session]
