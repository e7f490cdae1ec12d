#pragma once

#include "proto_server/mailbox/store.hpp"

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>

namespace server {

/// Makes a store look when other programs have changed its folders.
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
    void look();

    mail::Store& store_;
    asio::posix::stream_descriptor descriptor_; ///< the store closes it
};

} // namespace server
