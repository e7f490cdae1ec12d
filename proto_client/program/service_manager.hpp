#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace client {

/// Tells the service manager how we are, if it has started us: by datagrams to
/// `$NOTIFY_SOCKET` (sd_notify(3)). The commands that we run do not inherit
/// that.
class ServiceManager {
public:
    ServiceManager();

    /// A mailbox is being watched. Only the first call counts.
    void ready();

    /// Shows a sentence to people.
    void status(const std::string& sentence);

    /// No mailbox is being watched yet, but we go on trying: the manager shall
    /// wait for `ready()` some time more.
    void not_yet();

    /// All is well. Call it at least once in each `longest_silence()`.
    void alive();
    std::chrono::seconds longest_silence() const {
        return watchdog_.value_or(std::chrono::seconds::max());
    }

    void stopping();

private:
    void say(std::string_view what);

    std::string socket_; ///< empty if nobody wants to know
    /// Half of the time after which the watchdog ends us, and a second at
    /// least; or there is no watchdog.
    std::optional<std::chrono::seconds> watchdog_;
    bool ready_ = false;
};

} // namespace client
