#include "proto_server/program/file_limit.hpp"

#include <algorithm>
#include <sys/resource.h>

namespace server {

std::uint64_t raise_file_limit(std::uint64_t wanted) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) return limit.rlim_cur;

    const rlimit all{wanted, std::max<rlim_t>(wanted, limit.rlim_max)};
    if (setrlimit(RLIMIT_NOFILE, &all) == 0) return wanted;

    // Only root may raise the hard limit; everyone may go up to it.
    limit.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

} // namespace server
