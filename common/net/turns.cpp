#include "common/net/turns.hpp"

#include <asio/post.hpp>
#include <utility>

namespace net {

void Turns::add_busy(Connection& connection) {
    busy_.push_back(connection.shared_from_this());
    schedule();
}

void Turns::add_woken(Connection& connection) {
    woken_.push_back(connection.shared_from_this());
    schedule();
}

/// The first post lets the loop find out which sockets are ready; their
/// handlers stand in the queue before the second one.
void Turns::schedule() {
    if (std::exchange(scheduled_, true)) return;
    asio::post(loop_, [this] { asio::post(loop_, [this] { take_turn(); }); });
}

void Turns::take_turn() {
    for (auto& connection : std::exchange(woken_, {}))
        if (connection->become_busy()) busy_.push_back(std::move(connection));
    const auto end = Clock::now() + turn_time;
    while (!busy_.empty() && Clock::now() < end) {
        auto connection = std::move(busy_.front());
        busy_.pop_front();
        if (connection->serve()) busy_.push_back(std::move(connection));
    }
    for (const auto& connection : busy_) connection->send_said();
    scheduled_ = false;
    if (!idle()) schedule();
}

} // namespace net
