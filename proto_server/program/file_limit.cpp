#include "proto_server/program/file_limit.hpp"

#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <sys/resource.h>

namespace server {
namespace {

/// Raises the limit to `wanted`, if the system allows it, and returns it.
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

} // namespace

std::uint32_t
clients_with_files(const ServeOptions& options,
                   const std::function<void(const std::string&)>& note) {
    const bool on_disk = !options.maildir.empty();
    const std::uint64_t each =
        on_disk ? limits::files_of_maildir_client : limits::files_of_client;
    const std::uint64_t kept =
        on_disk ? (each - 1) * mail::limits::kept_mailboxes : 0;
    const auto others = limits::other_files + kept;
    const auto wanted = options.max_clients * each + others;
    const auto files = raise_file_limit(wanted);
    if (files >= wanted) return options.max_clients;
    const auto clients = (files - std::min(files, others)) / each;
    note("this system lets it open " + std::to_string(files) +
         " files, so about " + std::to_string(clients) + " clients, not " +
         std::to_string(options.max_clients) +
         ". To have more, raise the hard limit (ulimit -Hn)" +
         (clients > 0 ? "; to want no more, give --max-clients " +
                            std::to_string(clients)
                      : "") +
         '.');
    // In Maildirs, a client too many would leave none to read a folder.
    return on_disk ? std::max(static_cast<std::uint32_t>(clients), 1u)
                   : options.max_clients;
}

} // namespace server
