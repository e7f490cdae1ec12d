#include "proto_server/program/store_watch.hpp"

#include "proto_server/limits.hpp"

#include <exception>
#include <iostream>
#include <utility>

namespace server {

StoreWatch::StoreWatch(asio::io_context& loop, mail::Store& store)
    : store_(store), descriptor_(loop), timer_(loop) {
    wait_deaf();
    if (store.descriptor() < 0) return;
    descriptor_.assign(store.descriptor());
    wait();
}

void StoreWatch::stop() {
    timer_.cancel();
    if (descriptor_.is_open()) descriptor_.release();
}

void StoreWatch::wait() {
    descriptor_.async_wait(asio::posix::stream_descriptor::wait_read,
                           [this](asio::error_code error) {
                               if (error) return;
                               guard(&mail::Store::look);
                               wait();
                           });
}

void StoreWatch::wait_deaf() {
    timer_.expires_after(limits::deaf_look);
    timer_.async_wait([this](asio::error_code error) {
        if (error) return;
        if (store_.is_deaf()) look_everywhere();
        wait_deaf();
    });
}

void StoreWatch::look_everywhere() {
    if (!std::exchange(told_, true))
        std::cerr << "proto_server: the system has no watches left to tell of "
                     "new mail, so some mailboxes are looked at every "
                  << limits::deaf_look.count()
                  << " seconds. To have more, raise "
                     "fs.inotify.max_user_watches and "
                     "fs.inotify.max_user_instances (sysctl)."
                  << std::endl;
    guard(&mail::Store::look_everywhere);
}

/// Lets the store look, and catches what that throws, so that it does not end
/// the server. The store looks again after the next change.
void StoreWatch::guard(void (mail::Store::*look)()) {
    try {
        (store_.*look)();
    } catch (const std::exception& error) {
        std::cerr << "proto_server: internal error: looking for new mail: "
                  << error.what() << std::endl;
    }
}

} // namespace server
