// A disk that takes 15 ms for each sync, as one that turns does. It is loaded
// into a program before the C library: LD_PRELOAD=libslow_disk.so.

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void wait_for_disk() {
    const timespec time{0, 15'000'000};
    nanosleep(&time, nullptr);
}

} // namespace

extern "C" int fsync(int file) {
    wait_for_disk();
    return static_cast<int>(syscall(SYS_fsync, file));
}

extern "C" int fdatasync(int file) {
    wait_for_disk();
    return static_cast<int>(syscall(SYS_fdatasync, file));
}
