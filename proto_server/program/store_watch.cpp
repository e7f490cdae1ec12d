#include "proto_server/program/store_watch.hpp"

#include <exception>
#include <iostream>

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

/// Nothing that it throws is to end the server: it looks again when something
/// has changed again.
void StoreWatch::look() {
    try {
        store_.look();
    } catch (const std::exception& error) {
        std::cerr << "proto_server: internal error: looking for new mail: "
                  << error.what() << std::endl;
    }
}
