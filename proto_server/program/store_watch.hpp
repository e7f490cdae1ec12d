#pragma once

#include "proto_server/mailbox/store.hpp"

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>

namespace server {

/// Makes a store look when other programs have changed its folders: when the
/// system tells of it, and otherwise every few seconds. The operator is told
/// once if the system does not.
class StoreWatch {
public:
    /// `loop` and `store` must outlive this object.
    StoreWatch(asio::io_context& loop, mail::Store& store);
    ~StoreWatch() { stop(); }
    StoreWatch(const StoreWatch&) = delete;
    StoreWatch& operator=(const StoreWatch&) = delete;

    void stop();

private:
    void wait();
    void wait_deaf();
    void look_everywhere();
    void guard(void (mail::Store::*look)());

    mail::Store& store_;
    asio::posix::stream_descriptor descriptor_; ///< the store closes it
    asio::steady_timer timer_;
    bool told_ = false; ///< that the store is deaf
};

} // namespace server
