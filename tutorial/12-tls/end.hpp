#pragma once

#include "common/net/filter.hpp"
#include "common/session.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// One end of a conversation without a socket: a session, and from some moment
/// on TLS between the session and the wire.
class End {
public:
    using MakeFilter = std::function<std::unique_ptr<net::Filter>()>;

    End(Session& session, MakeFilter make_filter)
        : session_(session), make_filter_(std::move(make_filter)) {}

    void start_tls();

    /// Forgets to throw away what came in plain text. This is wrong.
    void be_careless() { careless_ = true; }

    /// Returns the octets that this end puts on the wire.
    std::string take();

    /// Takes octets from the wire.
    void put(std::string_view octets);

private:
    void hand_over();

    Session& session_;
    MakeFilter make_filter_;
    std::unique_ptr<net::Filter> filter_; ///< null before TLS
    std::string unread_; ///< plain text that the session has not taken yet
    std::string said_;   ///< plain text that was not taken yet
    bool careless_ = false;
};
