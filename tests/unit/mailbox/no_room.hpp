#pragma once

#include "tests/unit/catch.hpp"

#include <csignal>
#include <sys/resource.h>

/// Keeps all files from growing, as a full disk does, until it is destroyed.
class NoRoom {
public:
    NoRoom() {
        REQUIRE(getrlimit(RLIMIT_FSIZE, &room_) == 0);
        const rlimit none{0, room_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~NoRoom() {
        setrlimit(RLIMIT_FSIZE, &room_);
        std::signal(SIGXFSZ, signal_);
    }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

private:
    void (*signal_)(int) = std::signal(SIGXFSZ, SIG_IGN);
    rlimit room_{};
};
