// A machine that has slept for an hour. It is loaded into a program before the
// C library: LD_PRELOAD=libsleeping_machine.so. It has slept as soon as the
// file exists that the environment variable HAS_SLEPT names.

#include <cstdlib>
#include <ctime>
#include <dlfcn.h>
#include <unistd.h>

namespace {

constexpr time_t asleep = 3600; // seconds

bool has_slept() {
    const char* file = std::getenv("HAS_SLEPT");
    return file != nullptr && access(file, F_OK) == 0;
}

} // namespace

/// The one clock of Linux that goes on while the machine sleeps and
/// cannot be set (clock_gettime(2)).
extern "C" int clock_gettime(clockid_t clock, timespec* time) {
    static auto* const real = reinterpret_cast<int (*)(clockid_t, timespec*)>(
        dlsym(RTLD_NEXT, "clock_gettime"));
    const int result = real(clock, time);
    if (result == 0 && clock == CLOCK_BOOTTIME && has_slept())
        time->tv_sec += asleep;
    return result;
}
