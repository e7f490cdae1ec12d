#pragma once

#include "common/session.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <sys/types.h>

namespace kit {

/// Observes from outside what another program does.
class PeerActivity {
public:
    enum class Doing : std::uint8_t {
        works,        ///< it runs, or would if the machine had time for it
        waits,        ///< it waits for a time, or the kernel does not tell
        stands_still, ///< it waits for other programs, and has not run lately
    };

    virtual ~PeerActivity() = default;
    virtual Doing observe(Clock::time_point now) = 0;
};

/// A function that begins to observe the programs of a process group.
using ObservePeer = std::function<std::unique_ptr<PeerActivity>(pid_t group)>;

} // namespace kit
