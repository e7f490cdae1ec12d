// A disk that goes bad. It is loaded into a program before the C library:
// LD_PRELOAD=libbad_disk.so. The environment variable BAD_DISK names a file
// that holds a `Disk`. A test changes it while the program runs.

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

/// The file that the test and the disk share.
struct Disk {
    std::atomic<int> error;  ///< errno of a call that fails; 0 for a good disk
    std::atomic<int> good;   ///< so many calls succeed first
    std::atomic<int> bad;    ///< so many calls fail then
    std::atomic<int> failed; ///< so many have failed
};

Disk* open_disk() {
    const char* name = std::getenv("BAD_DISK");
    if (name == nullptr) return nullptr;
    const auto file = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC, 0));
    void* shared = mmap(nullptr, sizeof(Disk), PROT_READ | PROT_WRITE,
                        MAP_SHARED, file, 0);
    return shared == MAP_FAILED ? nullptr : static_cast<Disk*>(shared);
}

/// True if this call fails; then errno is set. Only some calls need room on the
/// disk: on a full one the others succeed.
bool fails(bool needs_room = false) {
    static Disk* const disk = open_disk();
    if (disk == nullptr || disk->error == 0) return false;
    if (disk->error == ENOSPC && !needs_room) return false;
    if (disk->good.fetch_sub(1) > 0) return false;
    if (disk->bad.fetch_sub(1) <= 0) return false;
    ++disk->failed;
    errno = disk->error;
    return true;
}

bool is_on_disk(int file) {
    struct stat status {};
    return fstat(file, &status) == 0 &&
           (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

/// The function of the C library that has this name.
template<class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

} // namespace

// Each stands for the function of its name, and fails when the disk does.
#define ON_DISK(NAME, FAILS, RESULT, PARAMETERS, ARGUMENTS)                    \
    extern "C" RESULT NAME PARAMETERS {                                        \
        static auto* const next = real<RESULT PARAMETERS>(#NAME);              \
        return (FAILS) ? -1 : next ARGUMENTS;                                  \
    }

constexpr bool needs_room = true;

ON_DISK(write, is_on_disk(file) && fails(needs_room), ssize_t,
        (int file, const void* octets, size_t count), (file, octets, count))
ON_DISK(writev, is_on_disk(file) && fails(needs_room), ssize_t,
        (int file, const iovec* parts, int count), (file, parts, count))
ON_DISK(fsync, is_on_disk(file) && fails(), int, (int file), (file))
ON_DISK(fdatasync, is_on_disk(file) && fails(), int, (int file), (file))
ON_DISK(ftruncate64, is_on_disk(file) && fails(), int, (int file, off64_t size),
        (file, size))
ON_DISK(mkdir, fails(needs_room), int, (const char* name, mode_t mode),
        (name, mode))
ON_DISK(link, fails(needs_room), int, (const char* from, const char* to),
        (from, to))
ON_DISK(linkat, fails(needs_room), int,
        (int a, const char* from, int b, const char* to, int flags),
        (a, from, b, to, flags))
ON_DISK(rename, fails(), int, (const char* from, const char* to), (from, to))
ON_DISK(renameat, fails(), int,
        (int a, const char* from, int b, const char* to), (a, from, b, to))
ON_DISK(renameat2, fails(), int,
        (int a, const char* from, int b, const char* to, unsigned flags),
        (a, from, b, to, flags))
ON_DISK(unlink, fails(), int, (const char* name), (name))
ON_DISK(unlinkat, fails(), int, (int folder, const char* name, int flags),
        (folder, name, flags))
ON_DISK(rmdir, fails(), int, (const char* name), (name))
ON_DISK(remove, fails(), int, (const char* name), (name))

// A file that is made; one that is only opened is there already.
extern "C" int open64(const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = va_arg(more, mode_t);
    va_end(more);
    static auto* const next = real<int(const char*, int, ...)>("open64");
    const bool makes = (flags & O_CREAT) != 0;
    return makes && fails(needs_room) ? -1 : next(name, flags, mode);
}

extern "C" int openat64(int folder, const char* name, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const auto mode = va_arg(more, mode_t);
    va_end(more);
    static auto* const next = real<int(int, const char*, int, ...)>("openat64");
    const bool makes = (flags & O_CREAT) != 0;
    return makes && fails(needs_room) ? -1 : next(folder, name, flags, mode);
}
