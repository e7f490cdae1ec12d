#include "proto_client/library/parts.hpp"

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <idle-hands/watch.hpp>
#include <utility>

namespace idle_hands {

namespace {

bool made_one = false;

} // namespace

Loop::Loop() {
    if (std::exchange(made_one, true))
        throw std::logic_error("a program has one idle_hands::Loop");
    parts_ = std::make_unique<Parts>();
}

Loop::~Loop() = default;

void Loop::run() {
    parts_->group.run();
}

void Loop::stop() {
    parts_->group.stop();
}

bool Loop::interrupted() const {
    return parts_->group.interrupted();
}

void Loop::after(std::chrono::milliseconds time,
                 std::function<void()> function) {
    const auto timer =
        std::make_shared<asio::steady_timer>(parts_->group.loop(), time);
    timer->async_wait([timer, function = std::move(function)](auto error) {
        if (!error) function();
    });
}

} // namespace idle_hands
