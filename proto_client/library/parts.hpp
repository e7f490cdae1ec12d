#pragma once

#include "proto_client/program/watch_group.hpp"

#include <functional>
#include <idle-hands/loop.hpp>
#include <memory>
#include <vector>

namespace idle_hands {

struct Loop::Parts {
    client::WatchGroup group{{}, [this] {
                                 for (const auto& one : on_stop) one();
                             }};
    std::vector<std::function<void()>> on_stop;
    /// Watches and runners that are over stay here, because the event loop may
    /// still hold handlers of theirs.
    std::vector<std::shared_ptr<void>> kept;
};

} // namespace idle_hands
