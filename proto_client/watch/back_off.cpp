#include "proto_client/watch/back_off.hpp"

#include "proto_client/limits.hpp"

#include <algorithm>

namespace watch {

Clock::duration BackOff::next() {
    Clock::duration longest = client::limits::first_retry;
    for (int i = 0; i < attempts_; ++i)
        longest = std::min<Clock::duration>(2 * longest,
                                            client::limits::longest_retry);
    if (longest < client::limits::longest_retry) ++attempts_;
    const std::chrono::duration<double> half = longest / 2;
    return std::chrono::duration_cast<Clock::duration>(half + half * random_());
}

} // namespace watch
