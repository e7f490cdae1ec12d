#pragma once

#include "common/net/connection.hpp"

#include <list>
#include <memory>
#include <optional>
#include <string>

namespace server {

/// The clients that have not shown yet who they are, in the order in which they
/// came. When places are scarce, whoever has been here for long without a login
/// gives way to the next client; in an empty room nobody has to.
///
/// The time in which we check a client's password does not count.
class Newcomers {
public:
    /// A client may take `time` to log in. It is for tests to choose.
    explicit Newcomers(Clock::duration time) : time_(time) {}

    void add(const std::shared_ptr<net::Connection>& client, std::string from);

    /// Counts the time since the last call, and leaves out who has logged in
    /// or is gone. Call it about once a second.
    void tick(Clock::time_point now);

    /// Takes the client that has been here longest, if that is too long: of
    /// those from `from`, or of all. Null if there is none.
    std::shared_ptr<net::Connection>
    take_oldest(const std::optional<std::string>& from);

    std::size_t size() const { return clients_.size(); }

private:
    struct Newcomer {
        std::weak_ptr<net::Connection> client;
        std::string from;
        Clock::duration waited{}; ///< for its login
    };

    Clock::duration time_;
    std::list<Newcomer> clients_;
    std::optional<Clock::time_point> last_tick_;
};

} // namespace server
