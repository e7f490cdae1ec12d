#pragma once

#include "common/net/connection.hpp"

#include <list>
#include <memory>
#include <optional>
#include <string>

namespace server {

/// The clients that have not shown yet who they are, in the order in which they
/// came. When the server is full, a client that has been here too long without
/// a login is closed for the next one. Otherwise nobody is closed.
///
/// The time in which we check a client's password does not count.
class Newcomers {
public:
    /// A client may take `time` to log in. Tests choose another time.
    explicit Newcomers(Clock::duration time) : time_(time) {}

    void add(const std::shared_ptr<net::Connection>& client, std::string from);

    /// Adds the time since the last call to each client's wait, and drops those
    /// who have logged in or are gone. Call it about once a second.
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
