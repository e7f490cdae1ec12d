#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <sys/types.h>

/// What another program does, as far as it can be seen from outside.
class PeerActivity {
public:
    enum class Doing : std::uint8_t {
        works,        ///< or would, if the machine had time for it
        waits,        ///< for a time, or nobody can tell
        stands_still, ///< waits for others alone, and nothing has moved lately
    };

    virtual ~PeerActivity() = default;
    virtual Doing observe(Clock::time_point now) = 0;
};

/// Begins to observe the programs of a process group.
using ObservePeer = std::function<std::unique_ptr<PeerActivity>(pid_t group)>;
