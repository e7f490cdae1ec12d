#include "proto_server/program/store_watch.hpp"

#include <exception>
#include <iostream>

namespace server {

StoreWatch::StoreWatch(asio::io_context& loop, mail::Store& store)
    : store_(store), descriptor_(loop) {
    if (store.descriptor() < 0) return;
    descriptor_.assign(store.descriptor());
    wait();
}

void StoreWatch::stop() {
    if (descriptor_.is_open()) descriptor_.release();
}

void StoreWatch::wait() {
    descriptor_.async_wait(asio::posix::stream_descriptor::wait_read,
                           [this](asio::error_code error) {
                               if (error) return;
                               look();
                               wait();
                           });
}

/// Lets the store look, and catches what that throws, so that it does not end
/// the server. The store looks again after the next change.
void StoreWatch::look() {
    try {
        store_.look();
    } catch (const std::exception& error) {
        std::cerr << "proto_server: internal error: looking for new mail: "
                  << error.what() << std::endl;
    }
}

} // namespace server
