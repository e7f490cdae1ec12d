#include "proto_client/program/service_manager.hpp"

#include "common/system/file.hpp"
#include "proto_client/limits.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace client {

namespace {

/// Returns the variable, which is then no longer in the environment.
std::string take_variable(const char* name) {
    const char* value = std::getenv(name);
    std::string text = value ? value : "";
    ::unsetenv(name);
    return text;
}

/// Returns half of the time, and a second at least.
std::chrono::seconds half_of_microseconds(const std::string& time) {
    const std::chrono::microseconds half(
        std::strtoll(time.c_str(), nullptr, 10) / 2);
    return std::max(std::chrono::seconds(1),
                    std::chrono::floor<std::chrono::seconds>(half));
}

} // namespace

/// The watchdog may be meant for another process.
ServiceManager::ServiceManager() : socket_(take_variable("NOTIFY_SOCKET")) {
    const auto whose = take_variable("WATCHDOG_PID");
    const auto time = take_variable("WATCHDOG_USEC");
    const bool ours = whose.empty() || whose == std::to_string(::getpid());
    if (ours && !time.empty()) watchdog_ = half_of_microseconds(time);
}

void ServiceManager::ready() {
    if (!std::exchange(ready_, true)) say("READY=1");
}

void ServiceManager::status(const std::string& sentence) {
    auto line = "STATUS=" + sentence;
    std::replace(line.begin(), line.end(), '\n', ' ');
    say(line);
}

void ServiceManager::not_yet() {
    const std::chrono::microseconds more = limits::service_start;
    if (!ready_) say("EXTEND_TIMEOUT_USEC=" + std::to_string(more.count()));
}

void ServiceManager::alive() {
    if (watchdog_) say("WATCHDOG=1");
}

void ServiceManager::stopping() {
    say("STOPPING=1");
}

/// A `@` in front stands for a name that is not in the file system. A manager
/// that does not read loses what is said; we do not wait.
void ServiceManager::say(std::string_view what) {
    sockaddr_un address{};
    if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::copy(socket_.begin(), socket_.end(), address.sun_path);
    if (socket_.front() == '@') address.sun_path[0] = '\0';
    const File socket(
        ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) return;
    const auto size = offsetof(sockaddr_un, sun_path) + socket_.size();
    ::sendto(socket.descriptor(), what.data(), what.size(), MSG_NOSIGNAL,
             reinterpret_cast<const sockaddr*>(&address),
             static_cast<socklen_t>(size));
}

} // namespace client
