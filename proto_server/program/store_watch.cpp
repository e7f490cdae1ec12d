#include "proto_server/program/store_watch.hpp"

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
                               store_.look();
                               wait();
                           });
}
