#include "proto_client/watch/back_off.hpp"

#include <algorithm>

namespace watch {

Clock::duration BackOff::next(Clock::duration most) {
    auto longest = std::min(first_, most);
    for (int i = 0; i < attempts_; ++i) longest = std::min(2 * longest, most);
    if (longest < most) ++attempts_;
    const std::chrono::duration<double> half = longest / 2;
    return std::chrono::duration_cast<Clock::duration>(half + half * random_());
}

} // namespace watch
